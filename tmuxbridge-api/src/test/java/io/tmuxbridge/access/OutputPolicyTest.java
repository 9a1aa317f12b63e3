package io.tmuxbridge.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.TmuxBridgeException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputPolicyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"http://a.example", "https://a.example/?q=1;2", "HTTPS://a.example", "mailto:a@example.org"})
    void linksThatPeopleFollowAreAllowed(String uri) {
        assertThat(OutputPolicy.DEFAULT.allowsLink(uri)).isTrue();
        assertThat(OutputPolicy.DRAWING_ONLY.allowsLink(uri)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ":", "//a.example", "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
                        "java\tscript:x",
                "data:text/html,x", "file:///etc/passwd", "ssh://a.example", "vscode://x", "http", "https ://a",
                        "https://a b",
                "https://a\u007f", "https://\u00e9.example", "httpx://a", "xhttp://a"
            })
    void allOthersAreNot(String uri) {
        assertThat(OutputPolicy.DEFAULT.allowsLink(uri)).isFalse();
    }

    @Test
    void otherSchemesAreAllowedByName() {
        OutputPolicy policy = OutputPolicy.DEFAULT.withLinkSchemes(Set.of("file", "vscode"));
        assertThat(policy.allowsLink("file:///srv")).isTrue();
        assertThat(policy.allowsLink("vscode://file/x")).isTrue();
        assertThat(policy.allowsLink("https://a.example")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP", "http:", "1x", "javascript", "data", "vbscript", "*"})
    void whatIsNoSchemeOrRunsIsRefused(String scheme) {
        assertThatThrownBy(() -> OutputPolicy.DEFAULT.withLinkSchemes(Set.of(scheme)))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContaining("\"" + scheme + "\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1048577})
    void theClipboardIsBounded(int bytes) {
        assertThatThrownBy(() -> OutputPolicy.DEFAULT.withClipboardBytes(bytes))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContaining(String.valueOf(bytes));
    }
}
