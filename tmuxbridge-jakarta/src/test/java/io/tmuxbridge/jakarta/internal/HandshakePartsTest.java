package io.tmuxbridge.jakarta.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.jakarta.EndpointOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small readers of a handshake's parts. */
class HandshakePartsTest {

    @ParameterizedTest
    @CsvSource({
        "/ws/terminal/work, work",
        "/p/ws/terminal/a%20b, a b",
        "/x/%2525, %25",
        "/x/a+b, a+b",
        "/x/%C3%A9, é",
        "/x/%c3%a9%F0%9F%99%82, é🙂",
        "/x/a%2Fb, a/b",
        "/x/, ''",
        "/x/é, é"
    })
    void theLastSegmentIsDecodedOnce(String rawPath, String session) {
        assertThat(PathSegment.last(rawPath)).isEqualTo(session);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x/%", "/x/%2", "/x/%g0", "/x/%0g", "/x/%-1", "/x/%+1", "/x/%c3", "/x/%ff", "/x/%c0%af"})
    void whatIsNoPercentEncodedUtf8IsRefused(String rawPath) {
        assertThatThrownBy(() -> PathSegment.last(rawPath))
                .isInstanceOf(MalformedPathException.class)
                .hasMessageContaining(rawPath.substring(3));
    }

    @Test
    void cookiesAreReadByName() {
        assertThat(Cookies.parse(List.of("a=1; b=\"two\";c = 3 ;=x;lonely", "d=4; a=9")))
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", "1", "b", "two", "c", "3", "d", "4"));
    }

    @Test
    void aTokenIsBase64UrlWithOrWithoutPadding() {
        assertThat(BearerValue.find(List.of("x", "bearer.YWI", "bearer.Y2Q"))).contains("ab");
        assertThat(BearerValue.find(List.of("bearer.YWI="))).contains("ab");
        assertThat(BearerValue.find(List.of("bearer.a+b/"))).isEmpty();
        assertThat(BearerValue.find(List.of("bearer"))).isEmpty();
    }

    @Test
    void headersAreFoundWhateverTheirCase() {
        RequestHeaders headers = new RequestHeaders(Map.of("ORIGIN", List.of("a", "b"), "x", List.of("1, 2", " 3,")));
        assertThat(headers.joined("Origin")).contains("a, b");
        assertThat(headers.list("X")).containsExactly("1", "2", "3");
        assertThat(headers.joined("Host")).isEmpty();
    }

    @Test
    void wordsOfACloseAreCutAtACharacter() {
        assertThat(CloseWords.fit("short")).isEqualTo("short");
        assertThat(CloseWords.fit("x".repeat(123))).hasSize(123);
        assertThat(CloseWords.fit("x".repeat(200))).hasSize(123);
        assertThat(CloseWords.fit("🙂".repeat(50))).isEqualTo("🙂".repeat(30));
        assertThat(CloseWords.fit("a" + "é".repeat(70))).isEqualTo("a" + "é".repeat(61));
    }

    @Test
    void textIsCountedAsUtf8AcrossItsParts() {
        PartialText text = new PartialText();
        assertThat(text.add("a\ud83d", 5)).isTrue();
        assertThat(text.add("\ude42", 5)).isTrue();
        assertThat(text.take()).isEqualTo("a🙂");
        assertThat(text.add("éé", 4)).isTrue();
        assertThat(text.add("x", 4)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "/x/", "/"})
    void aPrefixThatIsNoneIsRefused(String prefix) {
        assertThatThrownBy(() -> EndpointOptions.defaults().withPathPrefix(prefix))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContaining(prefix);
    }
}
