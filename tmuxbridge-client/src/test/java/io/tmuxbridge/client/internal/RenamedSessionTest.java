package io.tmuxbridge.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.client.TerminalEnd.Reason;
import io.tmuxbridge.client.TerminalSpec;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sessions that get another name while they are viewed, which another session may have then. */
class RenamedSessionTest {

    private static final String RENAMED = "{'type':'event','channel':7,'name':'session-renamed','newName':'prod'}";
    private static final String LAYOUT = "{'type':'event','channel':7,'name':'layout','session':'$3',"
            + "'sessionName':'dev','windowList':[{'windowId':'@2','index':0,"
            + "'panes':[{'paneId':'%1','index':0,'cols':80,'rows':24}]}]}";
    private static final String PANE_ENDED = "{'type':'disconnect','channel':7,'reason':'pane-ended'}";
    private static final TerminalSpec FOLLOWING = TerminalSpec.session("dev").followSession();

    private final FakeServer server = new FakeServer();
    private final Witness seen = new Witness();
    private final Client client = server.client(Optional.empty());

    @Test
    void afterALostLineItIsAskedForByTheNameThatItHasNow() {
        FakeLine line = attached(TerminalSpec.session("dev"));
        line.say(RENAMED);
        line.hangUp(1006, "");
        FakeLine next = server.nextLine();
        assertThat(asked(next)).isEqualTo("prod");
        next.connected("prod", 7, "resumed", "e1", 100, 0);

        assertThat(seen.connected).hasSize(2);
    }

    @Test
    void aRefusalByTheNewNameIsTheTerminals() {
        FakeLine line = attached(TerminalSpec.session("dev"));
        line.say(RENAMED);
        line.hangUp(1006, "");
        server.nextLine()
                .say("{'type':'error','sessionId':'prod','code':'not-found','message':'gone','retryable':false}");

        assertThat(seen.ends).extracting(end -> end.reason()).containsExactly(Reason.SESSION_ENDED);
    }

    @Test
    void whatIsNamedByItsIdKeepsIt() {
        FakeLine line = attached(TerminalSpec.session("$3"));
        line.say(RENAMED);
        line.hangUp(1006, "");

        assertThat(asked(server.nextLine())).isEqualTo("$3");
    }

    @Test
    void theNextPaneIsThatOfTheSessionWithTheNewName() {
        FakeLine line = attached(FOLLOWING);
        line.say(RENAMED);
        line.say(PANE_ENDED);

        assertThat(asked(line)).isEqualTo("prod");
    }

    /** The name may be another session's by now: who has no pane of it is not told. */
    @Test
    void theNextPaneIsThatOfTheSameSessionWhereItsIdIsKnown() {
        FakeLine line = attached(FOLLOWING);
        line.say(LAYOUT);
        line.say(PANE_ENDED);
        assertThat(asked(line)).isEqualTo("$3");
        line.connected("$3", 8, "fresh", "e2", 0, 0);
        assertThat(seen.connected).hasSize(2);
        line.hangUp(1006, "");

        assertThat(asked(server.nextLine()))
                .as("a tmux that began anew has the id for another session")
                .isEqualTo("dev");
    }

    @Test
    void anIdIsForgottenWithTheLineAsTmuxMayHaveBegunAnew() {
        FakeLine line = attached(FOLLOWING);
        line.say(LAYOUT);
        line.hangUp(1006, "");
        FakeLine next = server.nextLine();
        next.connected("fresh", "e2", 0, 0);
        next.say(PANE_ENDED);

        assertThat(asked(next)).isEqualTo("dev");
    }

    @Test
    void aLayoutOfAnotherSessionWithTheSamePaneSaysNothingOfThisOne() {
        FakeLine line = attached(FOLLOWING);
        line.say(LAYOUT.replace("'dev'", "'other'"));
        line.say(PANE_ENDED);

        assertThat(asked(line)).isEqualTo("dev");
    }

    private FakeLine attached(TerminalSpec what) {
        client.open(what, seen);
        FakeLine line = server.line();
        line.connected(what.session(), 7, "fresh", "e1", 100, 0);
        line.snapshot(100, "S");
        return line;
    }

    private static String asked(FakeLine line) {
        assertThat(line.last().path("type").asText()).isEqualTo("connect");
        return line.last().path("sessionId").asText();
    }
}
