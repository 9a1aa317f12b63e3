package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever has tmux keep panes whose program has ended finds them, viewed or not. The bridge used to end those that
 * somebody viewed, and with the last one the session, and to take the user's own option away when the viewer left.
 */
class RemainOnExitTest {

    private static final String BUILD = "'command':['sh','-c','read x; echo it failed; exit 3']";

    private final BridgeFixture fixture = new BridgeFixture();
    private final BridgeFixture.Client client = fixture.client();

    @BeforeEach
    void start() {
        fixture.server.newSession("other", 80, 24, "cat");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void make() {
        assertThat(client.outcome("session.create", "{'name':'s'," + BUILD + "}"))
                .isEqualTo("ok");
    }

    private void view() {
        client.say("{'type':'connect','sessionId':'s','cols':80,'rows':24}");
        client.hear("output");
    }

    private void leave() {
        client.say("{'type':'disconnect','sessionId':'s'}");
        client.hear("disconnect");
        await().until(() -> fixture.server.tmux("list-clients").isEmpty());
    }

    private String told(String format) {
        return fixture.server.tmux("list-panes", "-a", "-f", "#{==:#{session_name},s}", "-F", format);
    }

    /**
     * Its status is not asked for: tmux 3.3a alone does not know it of one pane in six whose program ends like this.
     */
    private void runsToItsEnd() {
        fixture.server.tmux("send-keys", "-t", "=s:", "Enter");
        await().until(() -> told("#{pane_dead}").equals("1"));
    }

    @Test
    void whatAllPanesAreToDoViewedOnesDoToo() {
        fixture.server.tmux("set-option", "-g", "remain-on-exit", "on");
        make();
        view();
        runsToItsEnd();
        await().until(() -> client.screenText().contains("it failed"));
        leave();
        assertThat(told("#{pane_dead} #{@tmuxbridge-kept}.#{pane_pipe}")).isEqualTo("1 .0");
    }

    @Test
    void onePanesOwnOptionOutlivesWhoeverViewsIt() {
        make();
        fixture.server.tmux("set-option", "-p", "-t", "=s:", "remain-on-exit", "failed");
        view();
        leave();
        assertThat(fixture.server.tmux("show-options", "-p", "-t", "=s:")).isEqualTo("remain-on-exit failed");
        runsToItsEnd();
        view();
        leave();
        assertThat(told("#{pane_dead}")).isEqualTo("1");
    }

    @Test
    void aPaneWhoseOptionIsOffGoesAndIsGivenBackAsItWas() {
        fixture.server.tmux("set-option", "-g", "remain-on-exit", "on");
        make();
        fixture.server.tmux("set-option", "-p", "-t", "=s:", "remain-on-exit", "off");
        view();
        await().until(() -> told("#{@tmuxbridge-kept}").equals("1"));
        fixture.server.tmux("send-keys", "-t", "=s:", "Enter");
        assertThat(client.hear("disconnect").path("reason").asText()).isEqualTo("session-ended");
        assertThat(client.screenText()).contains("it failed");
    }
}
