package io.tmuxbridge.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.client.Connected.How;
import io.tmuxbridge.client.InputNotSentException;
import io.tmuxbridge.client.TerminalEnd.Reason;
import io.tmuxbridge.client.TerminalSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Panes that end while the line is lost, so that nobody is told of it. */
class NextPaneTest {

    private static final TerminalSpec DEV = TerminalSpec.session("dev");
    private static final String NO_PANE = "{'type':'error','sessionId':'dev','code':'not-found',"
            + "'message':'session dev has no pane %1','retryable':false}";

    private final FakeServer server = new FakeServer();
    private final Witness seen = new Witness();
    private final Client client = server.client(Optional.empty());

    private FakeLine reconnected(TerminalSpec what) {
        client.open(what, seen);
        server.line().connected("fresh", "e1", 100, 0);
        server.line().snapshot(100, "S");
        server.line().hangUp(1006, "");
        return server.nextLine();
    }

    private static void refuse(FakeLine line) {
        line.say(NO_PANE);
    }

    /** It ended, and with it what was to be viewed for as long as the session lives. */
    @Test
    void theSessionsNextPaneIsAskedFor() {
        FakeLine line = reconnected(DEV.followSession());
        assertThat(line.last().path("paneId").asText()).isEqualTo("%1");
        refuse(line);
        assertThat(line.types()).containsExactly("connect", "connect");
        assertThat(line.last().has("paneId")).isFalse();
        assertThat(line.last().has("resume")).as("it is another stream").isFalse();
        line.connected("fresh", "e2", 0, 0);
        line.snapshot(0, "T");

        assertThat(seen.ends).isEmpty();
        assertThat(seen.connected).extracting(how -> how.how()).containsExactly(How.FRESH, How.FRESH);
        assertThat(seen.shown).hasToString("ST");
    }

    @Test
    void whatWasTypedForTheOldPaneIsNotTypedIntoTheNext() {
        client.open(DEV.followSession(), seen);
        server.line().connected("fresh", "e1", 100, 0);
        server.line().hangUp(1006, "");
        CompletableFuture<Void> typed = seen.terminal.orElseThrow().send("rm -rf *\r");
        FakeLine line = server.nextLine();
        refuse(line);
        line.connected("fresh", "e2", 0, 0);

        assertThat(line.inputs).isEmpty();
        assertThat(seen.lost).hasSize(1);
        assertThat(typed)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(InputNotSentException.class);
    }

    @Test
    void aSessionThatIsGoneItselfIsTheEnd() {
        FakeLine line = reconnected(DEV.followSession());
        refuse(line);
        refuse(line);

        assertThat(line.types()).containsExactly("connect", "connect");
        assertThat(seen.ends).extracting(end -> end.reason()).containsExactly(Reason.SESSION_ENDED);
    }

    @Test
    void whoDoesNotFollowTheSessionIsAtTheEnd() {
        refuse(reconnected(DEV));

        assertThat(seen.ends).extracting(end -> end.reason()).containsExactly(Reason.SESSION_ENDED);
    }

    /** What the application itself named wrongly is its mistake. */
    @Test
    void aPaneThatNeverWasThereIsRefused() {
        CompletableFuture<?> opened = client.open(DEV.pane("%9").followSession(), seen);
        refuse(server.line());

        assertThat(opened).isCompletedExceptionally();
        assertThat(server.line().types()).containsExactly("connect");
    }
}
