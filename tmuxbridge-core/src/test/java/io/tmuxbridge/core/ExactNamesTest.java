package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** tmux writes some characters of names in another way: a name is what was asked for, or it is refused. */
@Tag("slow")
class ExactNamesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AccessFixture fixture = new AccessFixture();
    private final BridgeFixture.Client ada = fixture.client("ada operator");

    @AfterEach
    void close() {
        fixture.close();
    }

    private String named(String name) {
        return JSON.createObjectNode().put("name", name).toString().substring(1).replace("'", "\\u0027");
    }

    private String firstWindow() {
        return ada.ask("session.get", "{'sessionId':'mine'}")
                .path("result")
                .path("windowList")
                .path(0)
                .path("windowId")
                .asText();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\\b",
                "\\",
                "\\n",
                "\\033[31m",
                "C:\\dir\\",
                "\\#(id)",
                "\\;",
                "a\nb",
                "\t",
                "\u001b[31m",
                "\u007f",
                "\u0085",
                "\u2028",
                "\u202e",
                "\ufeff",
                "\u200b",
                "a$x",
                "a${x}",
                "a$_"
            })
    void aNameThatTmuxWouldChangeIsRefused(String name) {
        fixture.session("mine", "ada");
        String window = firstWindow();
        String before = fixture.server.tmux("list-windows", "-a", "-F", "#{window_name}");
        assertThat(ada.outcome("window.create", "{'sessionId':'mine'," + named(name)))
                .isEqualTo("invalid");
        assertThat(ada.outcome("window.rename", "{'windowId':'" + window + "'," + named(name)))
                .isEqualTo("invalid");
        assertThat(ada.outcome("session.create", "{" + named(name))).isEqualTo("invalid");
        assertThat(ada.outcome("session.rename", "{'sessionId':'mine'," + named(name)))
                .isEqualTo("invalid");
        assertThat(fixture.server.tmux("list-windows", "-a", "-F", "#{window_name}"))
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:b.c",
                "-t",
                "#(id)",
                "#{pane_id}",
                "%1",
                "@1",
                "$(x)",
                "$1",
                "a b ",
                "'",
                "\"",
                ";",
                "end;",
                "\u00e9",
                "\u65e5\u672c",
                "\ud83d\ude42",
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
                "e\u0301",
                "~",
                "{last}",
                "=x",
                "##",
                "#[fg=red]"
            })
    void allOthersAreTheNamesThatAreTold(String name) {
        fixture.session("mine", "ada");
        String window = firstWindow();
        assertThat(ada.outcome("window.rename", "{'windowId':'" + window + "'," + named(name)))
                .isEqualTo("ok");
        assertThat(nameOf(window)).isEqualTo(name);
        JsonNode made =
                ada.ask("window.create", "{'sessionId':'mine'," + named(name)).path("result");
        assertThat(nameOf(made.path("windowId").asText())).isEqualTo(name);
    }

    private String nameOf(String window) {
        for (JsonNode each :
                ada.ask("session.get", "{'sessionId':'mine'}").path("result").path("windowList")) {
            if (each.path("windowId").asText().equals(window)) {
                return each.path("name").asText();
            }
        }
        throw new AssertionError("there is no window " + window);
    }
}
