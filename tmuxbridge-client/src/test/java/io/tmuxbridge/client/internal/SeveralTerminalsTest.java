package io.tmuxbridge.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.client.TerminalEnd.Reason;
import io.tmuxbridge.client.TerminalEvent;
import io.tmuxbridge.client.TerminalSpec;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Terminals that share a line. */
class SeveralTerminalsTest {

    private final FakeServer server = new FakeServer();
    private final Witness first = new Witness();
    private final Witness second = new Witness();
    private final Client client = server.client(Optional.empty());

    @Test
    void eachHearsItsOwn() {
        client.open(TerminalSpec.session("a"), first);
        client.open(TerminalSpec.session("b"), second);
        FakeLine line = server.line();
        line.connected("b", 2, "fresh", "eb", 0, 0);
        line.connected("a", 1, "fresh", "ea", 0, 0);
        line.frame(2, 1, 0, "A");
        line.frame(2, 2, 0, "B");
        second.terminal.orElseThrow().send("x");

        assertThat(server.lines).hasSize(1);
        assertThat(first.shown).hasToString("A");
        assertThat(second.shown).hasToString("B");
        assertThat(line.inputs).containsExactly(new FakeLine.Input(2, 1, "x"));
    }

    @Test
    void ofOneSessionTheyAreAskedForOneAfterTheOtherAsARefusalNamesOnlyTheSession() {
        client.open(TerminalSpec.session("dev").pane("%9"), first);
        client.open(TerminalSpec.session("dev"), second);
        FakeLine line = server.line();
        assertThat(line.types()).containsExactly("connect");
        line.say("{'type':'error','sessionId':'dev','code':'not-found','message':'no pane %9','retryable':false}");
        assertThat(line.types()).containsExactly("connect", "connect");
        line.connected("fresh", "e1", 0, 0);

        assertThat(first.ends).extracting(end -> end.message()).containsExactly("no pane %9");
        assertThat(second.connected).hasSize(1);
    }

    @Test
    void oneThatIsClosedBeforeTheAnswerDoesNotTakeTheAnswerOfAnother() {
        var opened = client.open(TerminalSpec.session("dev"), first);
        FakeLine line = server.line();
        client.open(TerminalSpec.session("dev"), second);
        assertThat(opened).isNotDone();
        // Nobody has the terminal before it is connected, but the client can be closed, or its listener throw.
        client.close();
        line.connected("fresh", "e1", 0, 0);

        assertThat(first.ends).extracting(end -> end.reason()).containsExactly(Reason.CLOSED);
        assertThat(second.ends).extracting(end -> end.reason()).containsExactly(Reason.CLOSED);
        assertThat(opened).isCompletedExceptionally();
        assertThat(line.closed).contains(1000);
    }

    @Test
    void allComeBackByOneLine() {
        client.open(TerminalSpec.session("a"), first);
        client.open(TerminalSpec.session("b"), second);
        server.line().connected("a", 1, "fresh", "ea", 0, 0);
        server.line().connected("b", 2, "fresh", "eb", 0, 0);
        server.line().hangUp(1006, "");
        FakeLine line = server.nextLine();

        assertThat(line.types()).containsExactly("connect", "connect");
        assertThat(first.reconnecting).hasSize(1);
        assertThat(second.reconnecting).hasSize(1);
    }

    @Test
    void aLayoutIsTheNewsOfAllThatShowAPaneOfIt() {
        client.open(TerminalSpec.session("a"), first);
        client.open(TerminalSpec.session("a"), second);
        FakeLine line = server.line();
        line.connected("a", 1, "fresh", "ea", 0, 0);
        line.connected("a", 2, "fresh", "ea", 0, 0);
        line.say("{'type':'event','channel':1,'name':'layout','session':'$3','sessionName':'a','windowList':["
                + "{'windowId':'@2','index':0,'panes':[{'paneId':'%1','index':0,'cols':80,'rows':24}]}]}");
        line.say("{'type':'event','channel':1,'name':'bell'}");

        assertThat(first.events).hasSize(2);
        assertThat(second.events).hasSize(1).first().isInstanceOf(TerminalEvent.Layout.class);
    }

    @Test
    void closingTheClientIsTheEndOfAll() {
        client.open(TerminalSpec.session("a"), first);
        server.line().connected("a", 1, "fresh", "ea", 0, 0);
        client.close();
        client.close();

        assertThat(first.ends).extracting(end -> end.reason()).containsExactly(Reason.CLOSED);
        assertThat(server.line().types()).last().isEqualTo("disconnect");
        assertThat(server.line().closed).contains(1000);
        assertThat(client.open(TerminalSpec.session("a"), second)).isCompletedExceptionally();
        assertThat(client.sessions().list()).isCompletedExceptionally();
    }
}
