package io.tmuxbridge.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.client.TerminalEnd;
import io.tmuxbridge.client.TerminalEnd.Reason;
import io.tmuxbridge.client.TerminalSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each close code asks of a client: to stop and say why, or to come back. */
class CloseCodesTest {

    private final FakeServer server = new FakeServer();
    private final Witness seen = new Witness();

    private FakeLine attached(Client client) {
        client.open(TerminalSpec.session("dev"), seen);
        FakeLine line = server.line();
        line.connected("fresh", "e1", 100, 0);
        line.snapshot(100, "S");
        return line;
    }

    @ParameterizedTest
    @CsvSource({
        "1000, REFUSED, the server closed the connection",
        "1002, REFUSED, the server speaks another protocol",
        "1008, FORBIDDEN, the server's policy refuses this client",
        "1009, REFUSED, a message was too big",
        "4401, UNAUTHENTICATED, 'not signed in, or the token has expired'",
        "4403, FORBIDDEN, not allowed",
        "4404, SESSION_ENDED, no such session",
        "4409, TAKEN_OVER, taken over by another client"
    })
    void someEndIt(int code, Reason reason, String words) {
        attached(server.client(Optional.empty())).hangUp(code, "because\u0007");
        server.timer.pass(Duration.ofMinutes(1));

        assertThat(seen.ends).hasSize(1);
        assertThat(seen.ends.get(0).reason()).isEqualTo(reason);
        assertThat(seen.ends.get(0).message()).isEqualTo(words + " (because?)");
        assertThat(server.lines).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1001, 1005, 1006, 1011, 1012, 4413, 4429, 4999})
    void othersAreTriedAgain(int code) {
        attached(server.client(Optional.empty())).hangUp(code, "");
        FakeLine second = server.nextLine();
        second.connected("resumed", "e1", 100, 0);

        assertThat(second.texts.get(0).has("resume")).isTrue();
        assertThat(seen.reconnecting).hasSize(1);
        assertThat(seen.ends).isEmpty();
    }

    @Test
    void aServerThatNeverAnsweredIsNotTriedAgain() {
        server.client(Optional.empty()).open(TerminalSpec.session("dev"), seen);
        server.line().hangUp(1006, "");
        server.timer.pass(Duration.ofMinutes(1));

        assertThat(seen.ends).hasSize(1);
        assertThat(server.lines).hasSize(1);
    }

    @Test
    void aTokenThatWasRefusedIsRenewedOnce() {
        Iterator<String> tokens = List.of("one", "two", "three").iterator();
        attached(server.client(Optional.of(tokens::next))).hangUp(4401, "");
        FakeLine second = server.nextLine();
        second.hangUp(4401, "");
        server.timer.pass(Duration.ofMinutes(1));

        assertThat(server.lines)
                .extracting(line -> line.target.headers().get("Authorization"))
                .containsExactly("Bearer one", "Bearer two");
        assertThat(seen.ends).extracting(end -> end.reason()).containsExactly(Reason.UNAUTHENTICATED);
    }

    @Test
    void aTokenThatWorkedOnceAndIsRefusedAfterwardsIsSaidToHaveBeenUsed() {
        attached(server.client(Optional.empty())).hangUp(1006, "");
        server.nextLine().hangUp(4401, "the token is not valid");

        assertThat(seen.ends)
                .singleElement()
                .satisfies(end -> assertThat(end.message())
                        .isEqualTo(
                                "the token worked before and is refused now: it has been used already, if it works once as"
                                        + " in an address that a server prints, or has expired; sign in with a lasting token, or give"
                                        + " the client a supplier of new ones (the token is not valid)"));
    }

    @Test
    void aTokenThatRunsOutOnAnOpenLineIsNotSaidToHaveBeenUsed() {
        attached(server.client(Optional.empty())).hangUp(1006, "");
        FakeLine second = server.nextLine();
        second.connected("resumed", "e1", 100, 0);
        second.hangUp(4401, "the credentials have expired");

        assertThat(seen.ends)
                .singleElement()
                .satisfies(end -> assertThat(end.message())
                        .isEqualTo("not signed in, or the token has expired (the credentials have expired)"));
    }

    /** The server was shown "Bearer null", and refused what nobody had given it. */
    @Test
    void aSourceThatGivesNoTokenIsAConnectThatFailed() {
        Client client = server.client(Optional.of(() -> null));
        var opened = client.open(TerminalSpec.session("dev"), seen);

        assertThat(opened).isCompletedExceptionally();
        assertThat(server.lines).isEmpty();
        assertThat(seen.ends)
                .extracting(TerminalEnd::message)
                .containsExactly("the source of tokens has returned null");
    }

    @Test
    void aSourceThatGivesNoTokenRenewsNothing() {
        Iterator<String> tokens = Arrays.asList("one", null).iterator();
        FakeLine line = attached(server.client(Optional.of(tokens::next)));
        assertThatThrownBy(() -> line.say("{'type':'auth-expiring','expiresAt':1790000060000}"))
                .hasMessage("the source of tokens has returned null");

        assertThat(line.types()).doesNotContain("auth");
    }

    @Test
    void aTokenThatExpiresIsRenewedOnTheOpenLine() {
        Iterator<String> tokens = List.of("one", "two").iterator();
        FakeLine line = attached(server.client(Optional.of(tokens::next)));
        line.say("{'type':'auth-expiring','expiresAt':1790000060000}");

        assertThat(line.last()).hasToString("{\"type\":\"auth\",\"token\":\"two\"}");
    }

    @Test
    void theWaitsBetweenTriesGrowAndAreBounded() {
        attached(server.client(Optional.empty())).hangUp(1006, "");
        server.unreachable = Optional.of("no route");
        server.timer.pass(Duration.ofMinutes(1));
        int tries = seen.reconnecting.size();

        assertThat(tries)
                .as("half a second to a second each, once they have grown")
                .isBetween(60, 125);
        assertThat(seen.ends).isEmpty();
    }
}
