package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A hook of the user's that fails makes tmux end with 1 behind a command that was done. What was made used to be
 * reported as refused, and a session to be left without a mark and an owner.
 */
class FailingHookTest {

    private final AccessFixture fixture = new AccessFixture();
    private final BridgeFixture.Client ada = fixture.client("ada operator");

    @BeforeEach
    void everyHookFails() {
        fixture.session("first", "ada");
        for (String hook : new String[] {"after-new-session", "after-new-window", "after-split-window"}) {
            fixture.server.tmux("set-hook", "-g", hook, "switch-client -t nowhere");
        }
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private String made(String method, String params, String id) {
        return ada.ask(method, params).path("result").path(id).asText();
    }

    @Test
    void aSessionThatWasMadeIsItsOwners() {
        assertThat(ada.outcome("session.create", "{'name':'made','command':['cat']}"))
                .isEqualTo("ok");
        assertThat(fixture.server.tmux("show-options", "-qv", "-t", "made", "@tmuxbridge"))
                .isEqualTo("1");
        assertThat(fixture.bridge.access().get("made").owner()).contains("ada");
    }

    /** The bug: it ran on as nobody's, for whoever may see such, and its name was taken. */
    @Test
    void aSessionThatCannotBecomeItsOwnersIsNotLeft() {
        fixture.server.tmux("set-hook", "-g", "after-set-option", "switch-client -t nowhere");
        assertThat(ada.outcome("session.create", "{'name':'half','command':['cat']}"))
                .isNotEqualTo("ok");
        assertThat(fixture.server.tmux("list-sessions", "-F", "#{session_name}"))
                .doesNotContain("half");
    }

    @Test
    void aWindowAndAPaneThatWereMadeAreTold() {
        String window = made("window.create", "{'sessionId':'first','command':['cat']}", "windowId");
        String pane = made("pane.split", "{'sessionId':'first','command':['cat']}", "paneId");
        assertThat(fixture.server.tmux("list-panes", "-s", "-t", "first", "-F", "#{window_id} #{pane_id}"))
                .contains(window + " ")
                .contains(" " + pane);
        assertThat(window).startsWith("@");
        assertThat(pane).startsWith("%");
    }

    @Test
    void whatTmuxRefusesIsRefusedAsBefore() {
        assertThat(ada.outcome("session.create", "{'name':'first','command':['cat']}"))
                .isEqualTo("conflict");
    }
}
