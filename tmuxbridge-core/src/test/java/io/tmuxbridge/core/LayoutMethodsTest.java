package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The methods for windows and panes, on a real tmux. */
class LayoutMethodsTest {

    private final BridgeFixture fixture = new BridgeFixture();
    private final BridgeFixture.Client client = fixture.client();
    private int requests;

    @BeforeEach
    void start() {
        fixture.server.newSession("s0", 100, 30, "cat");
        fixture.server.newSession("s1", 100, 30, "cat");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aWindowIsMadeWithItsDirectoryAndEnvironment() {
        String window = result(
                        "window.create",
                        "'sessionId':'s0','name':'w','cwd':'/tmp','env':{'GREETING':'a b;$c'},"
                                + "'command':['sh','-c','echo \\\"$PWD $GREETING\\\"; exec cat']")
                .path("windowId")
                .asText();
        await().untilAsserted(() -> assertThat(fixture.server.tmux("capture-pane", "-p", "-t", window))
                .startsWith("/tmp a b;$c"));
    }

    @Test
    void aPaneIsSplitToASizeWithItsDirectory() {
        String pane = result("pane.split", "'sessionId':'s0','size':30,'cwd':'/tmp','command':['sleep','1000']")
                .path("paneId")
                .asText();
        String asked = "#{pane_width} #{pane_current_path}";
        // tmux reads the directory from the pane's process, which has a terminal only a moment after its fork.
        await().untilAsserted(() -> assertThat(fixture.server.tmux("display-message", "-p", "-t", pane, asked))
                .isEqualTo("30 /tmp"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'sessionId':'s0','cwd':'relative'",
                "'sessionId':'s0','cwd':'/no/such/directory'",
                "'sessionId':'s0','env':{'A-B':'x'}",
                "'sessionId':'s0','env':{'A':1}",
                "'sessionId':'s0','command':['']",
                "'sessionId':'s0','name':'a\\nb'",
                "'sessionId':'s0','name':7"
            })
    void whatTmuxWouldMisreadIsRefused(String params) {
        assertThat(error("window.create", params)).isEqualTo("invalid");
        assertThat(fixture.server.tmux("list-windows", "-t", "s0")).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#(touch /tmp/tmuxbridge-forged)", "#{pid}", "-d", "a;b", "$(id) `id`", "'q' %1 @2 é中"})
    void namesAreTakenAsTheyAre(String name) {
        String json = name.replace("'", "\\u0027");
        result("window.rename", "'sessionId':'s0','name':'" + json + "'");
        assertThat(fixture.server.tmux("list-windows", "-t", "s0", "-F", "#{window_name}"))
                .isEqualTo(name);
        result("window.create", "'sessionId':'s0','name':'" + json + "','command':['cat']");
        assertThat(fixture.server.tmux("list-windows", "-t", "s0", "-F", "#{window_name}"))
                .isEqualTo(name + "\n" + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window.select",
                "window.kill",
                "window.rename",
                "pane.split",
                "pane.select",
                "pane.zoom",
                "pane.kill",
                "pane.resize",
                "pane.capture",
                "pane.search"
            })
    void anIdOfAnotherSessionOrOfNoneIsNotFound(String method) {
        String rest = ",'name':'n','cols':10,'rows':5,'pattern':'x'";
        String id = method.startsWith("window") ? "'windowId':'@" : "'paneId':'%";
        assertThat(error(method, "'sessionId':'s0'," + id + "1'" + rest)).isEqualTo("not-found");
        assertThat(error(method, id + "99'" + rest)).isEqualTo("not-found");
        assertThat(error(method, id + "1;kill-server'" + rest)).isEqualTo("invalid");
        assertThat(fixture.server.tmux("list-panes", "-a", "-F", "#{window_id}#{pane_id} #{window_width}"))
                .isEqualTo("@0%0 100\n@1%1 100");
    }

    private JsonNode result(String method, String params) {
        JsonNode answer = answer(method, params);
        assertThat(answer.has("result")).as(answer.toString()).isTrue();
        return answer.path("result");
    }

    private String error(String method, String params) {
        return answer(method, params).path("error").path("data").path("code").asText();
    }

    private JsonNode answer(String method, String params) {
        int id = ++requests;
        client.say("{'jsonrpc':'2.0','id':" + id + ",'method':'" + method + "','params':{" + params + "}}");
        return client.hear(node -> node.path("id").asInt() == id);
    }
}
