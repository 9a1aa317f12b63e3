package io.tmuxbridge.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginPolicyTest {

    private static final OriginPolicy SAME = OriginPolicy.sameOrigin();

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8000, localhost:8000, false",
        "https://term.example.org, term.example.org, true",
        "https://term.example.org, TERM.example.org, true",
        "http://[::1]:8000, [::1]:8000, false"
    })
    void letsInPagesOfTheServerItself(String origin, String host, boolean secure) {
        assertThat(SAME.allows(Optional.of(origin), Optional.of(host), secure)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, localhost:8000, false",
        "http://localhost:8001, localhost:8000, false",
        "http://localhost, localhost:8000, false",
        "https://localhost:8000, localhost:8000, false",
        "http://term.example.org, term.example.org, true",
        "http://term.example.org.evil.example, term.example.org, false",
        "null, localhost:8000, false",
        "'', localhost:8000, false"
    })
    void keepsOutPagesOfAnyOtherOrigin(String origin, String host, boolean secure) {
        assertThat(SAME.allows(Optional.of(origin), Optional.of(host), secure)).isFalse();
    }

    @Test
    void aClientWithoutOriginIsNoBrowserAndPasses() {
        assertThat(SAME.allows(Optional.empty(), Optional.of("localhost"), false))
                .isTrue();
    }

    @Test
    void anOriginWithoutAHostToCompareItWithStaysOut() {
        assertThat(SAME.allows(Optional.of("http://localhost"), Optional.empty(), false))
                .isFalse();
    }

    @Test
    void aListAddsOriginsExactlyAsTheyAreWritten() {
        OriginPolicy policy = OriginPolicy.allowing(Set.of("tauri://localhost", "https://dash.example"));

        assertThat(policy.allows(Optional.of("tauri://localhost"), Optional.of("h"), false))
                .isTrue();
        assertThat(policy.allows(Optional.of("https://dash.example"), Optional.of("h"), true))
                .isTrue();
        assertThat(policy.allows(Optional.of("https://dash.example:8443"), Optional.of("h"), true))
                .isFalse();
        assertThat(policy.allows(Optional.of("https://sub.dash.example"), Optional.of("h"), true))
                .isFalse();
        assertThat(policy.allows(Optional.of("http://h"), Optional.of("h"), false))
                .isTrue();
    }

    /** The bug: they were taken, no browser ever sends such a one, and every page of theirs was refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dash.example",
                "https://dash.example/",
                "https://Dash.example",
                "https://*.example",
                "https://dash.example:443",
                "http://dash.example:80",
                "https://",
                "null",
                ""
            })
    void whatNoBrowserSendsIsNotListed(String origin) {
        assertThatThrownBy(() -> OriginPolicy.allowing(Set.of(origin)))
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID))
                .hasMessageContaining('"' + origin + "\" is no origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080",
                "http://[::1]:8443",
                "https://xn--bcher-kva.example",
                "http://my_host",
                "chrome-extension://abcdefgh"
            })
    void whatBrowsersSendIsListed(String origin) {
        assertThat(OriginPolicy.allowing(Set.of(origin)).allows(Optional.of(origin), Optional.empty(), true))
                .isTrue();
    }
}
