package io.tmuxbridge.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.TmuxClient;
import io.tmuxbridge.client.TmuxClientBuilder;
import io.tmuxbridge.client.spi.Target;
import io.tmuxbridge.transport.Subprotocol;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8000, ws://127.0.0.1:8000/ws/terminal,",
        "http://127.0.0.1:8000/, ws://127.0.0.1:8000/ws/terminal,",
        "http://127.0.0.1:8000/#token=a%2Bb, ws://127.0.0.1:8000/ws/terminal, a+b",
        "https://host/tools/tmux/?x=1&token=t, wss://host/tools/tmux/ws/terminal, t",
        "ws://host:1/ws/terminal, ws://host:1/ws/terminal,",
        "HTTPS://host/, wss://host/ws/terminal,",
        "wss://host/p/ws/terminal/, wss://host/p/ws/terminal,"
    })
    void aServersAddressIsReadInEveryForm(String url, String endpoint, String token) {
        ServerAddress address = ServerAddress.of(URI.create(url));

        assertThat(address.endpoint()).hasToString(endpoint);
        assertThat(address.token()).isEqualTo(Optional.ofNullable(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host", "ftp://host/", "mailto:ada"})
    void whatIsNoAddressIsNamed(String url) {
        assertThatExceptionOfType(TmuxBridgeException.class)
                .isThrownBy(() -> TmuxClient.builder(URI.create(url)))
                .withMessageContaining("'" + url + "'")
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID));
    }

    /** The address without its scheme is an easy mistake, and its token is as good as in a whole one. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost:8000/?token=SECRET", "ftp://host/#token=SECRET", "//host/?x=1&token=SECRET"})
    void theTokenOfWhatIsNoAddressIsNotTold(String url) {
        assertThatExceptionOfType(TmuxBridgeException.class)
                .isThrownBy(() -> TmuxClient.builder(URI.create(url)))
                .withMessageNotContaining("SECRET")
                .withMessageContaining("host");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 366L * 86_400, Long.MAX_VALUE})
    void aTimeThatIsNoneOrOverflowsIsRefused(long seconds) {
        TmuxClientBuilder builder =
                TmuxClient.builder(URI.create("http://host/")).patience(Duration.ofSeconds(seconds));

        assertThatExceptionOfType(TmuxBridgeException.class)
                .isThrownBy(builder::build)
                .withMessageContaining(Duration.ofSeconds(seconds).toString());
    }

    /** Every silent connection was given up before anybody asked whether it is there, for ever. */
    @Test
    void aConnectionThatIsLostBeforeItIsAskedIsRefused() {
        TmuxClientBuilder builder =
                TmuxClient.builder(URI.create("http://host/")).silence(Duration.ofSeconds(30), Duration.ofSeconds(10));

        assertThatExceptionOfType(TmuxBridgeException.class)
                .isThrownBy(builder::build)
                .withMessageContaining("PT30S")
                .withMessageContaining("PT10S");
    }

    @Test
    void theTokenAndOtherHeadersDoNotShow() {
        Target target =
                new Target(URI.create("ws://server/ws/terminal"), Map.of("Authorization", "secret"), Subprotocol.JSON);

        assertThat(target).hasToString("ws://server/ws/terminal");
    }

    /** What came behind it was lost: futures that nobody completed, listeners that were never called again. */
    @Test
    void whateverIsDoneAfterATurnAndThrowsTheRestIsDone() {
        Turns turns = new Turns();
        List<String> done = new ArrayList<>();

        assertThatIllegalStateException()
                .isThrownBy(() -> turns.run(() -> {
                    turns.after(() -> done.add("first"));
                    turns.after(() -> {
                        throw new IllegalStateException("no");
                    });
                    turns.after(() -> done.add("last"));
                }));
        assertThat(done).containsExactly("first", "last");
    }

    @Test
    void waitsGrowToTheLongestAndStartAnew() {
        Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10), () -> 1.0);

        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(250));
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(500));
        for (int i = 0; i < 10; i++) {
            backoff.next();
        }
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(10));
        backoff.reset();
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(250));
        assertThat(new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10), () -> 0.0).next())
                .isEqualTo(Duration.ofMillis(125));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                Pattern.CASE_INSENSITIVE,
                Pattern.MULTILINE | Pattern.DOTALL,
                Pattern.LITERAL | Pattern.CASE_INSENSITIVE
            })
    void patternsMatchTheSameWhenTheyHaveBeenSent(int flags) {
        Pattern pattern = Pattern.compile("a.c", flags);
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        Patterns.put(pattern, params);

        Pattern read = Pattern.compile(params.path("pattern").asText());
        assertThat(params.path("regex").asBoolean()).isTrue();
        for (String text : new String[] {"abc", "ABC", "a\nc", "a.c", "A.C", "ac"}) {
            assertThat(read.matcher(text).find())
                    .as(text)
                    .isEqualTo(pattern.matcher(text).find());
        }
    }

    @Test
    void literalTextIsSentAsItStands() {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        Patterns.put(Pattern.compile("$ (", Pattern.LITERAL), params);

        assertThat(params).hasToString("{\"pattern\":\"$ (\"}");
    }

    @Test
    void flagsThatCannotBeSentAreRefused() {
        assertThatExceptionOfType(TmuxBridgeException.class)
                .isThrownBy(() ->
                        Patterns.put(Pattern.compile("a", Pattern.CANON_EQ), JsonNodeFactory.instance.objectNode()));
    }
}
