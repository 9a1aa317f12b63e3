package io.tmuxbridge.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.client.InputLostException;
import io.tmuxbridge.client.InputNotSentException;
import io.tmuxbridge.client.LostInput;
import io.tmuxbridge.client.TerminalSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/**
 * Input after the server has lost its memory: what was never sent was told as perhaps arrived, each input by the total.
 */
class LostInputTest {

    private final FakeServer server = new FakeServer();
    private final Witness seen = new Witness();
    private final Client client = server.client(Optional.empty());
    private FakeLine line = attach();

    private FakeLine attach() {
        client.open(TerminalSpec.session("dev"), seen);
        FakeLine first = server.line();
        first.connected("fresh", "e1", 100, 0);
        first.snapshot(100, "S");
        return first;
    }

    private CompletableFuture<Void> type(String text) {
        return seen.terminal.orElseThrow().send(text);
    }

    private void restart() {
        line.hangUp(1001, "");
    }

    private void comeBackFresh() {
        line = server.nextLine();
        line.connected("fresh", "e2", 0, 0);
    }

    private static String words(List<byte[]> pieces) {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(new String(piece, UTF_8)));
        return text.toString();
    }

    private static Throwable failure(CompletableFuture<Void> future) throws InterruptedException {
        assertThat(future).isDone();
        try {
            future.get();
            throw new AssertionError("did not fail");
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    @Test
    void whatWasTypedWhileTheLineWasDownIsSaidNotToHaveBeenSent() throws Exception {
        restart();
        CompletableFuture<Void> first = type("make\r");
        CompletableFuture<Void> second = type("ls\r");
        comeBackFresh();

        assertThat(failure(first))
                .isInstanceOfSatisfying(
                        InputNotSentException.class, e -> assertThat(e.bytes()).isEqualTo(5))
                .hasMessage("5 bytes of input were not sent: the server began anew while the connection was lost");
        assertThat(failure(second)).hasMessageStartingWith("3 bytes of input were not sent: ");
        assertThat(line.inputs).as("what runs in the pane now is not known").isEmpty();
        assertThat(seen.lost).singleElement().satisfies(lost -> {
            assertThat(lost.uncertain()).isEmpty();
            assertThat(words(lost.notSent())).isEqualTo("make\rls\r");
        });
    }

    @Test
    void whatHadBeenSentMayHaveArrivedAndWhatFollowedWasNotSent() throws Exception {
        CompletableFuture<Void> sent = type("cd x\r");
        restart();
        CompletableFuture<Void> later = type("rm *\r");
        comeBackFresh();

        assertThat(failure(sent))
                .isInstanceOfSatisfying(
                        InputLostException.class, e -> assertThat(e.bytes()).isEqualTo(5))
                .hasMessageStartingWith("5 bytes of input may not have arrived: ");
        assertThat(failure(later)).isInstanceOf(InputNotSentException.class);
        assertThat(line.inputs)
                .as("it may have made sense behind the first only")
                .isEmpty();
        assertThat(seen.lost).singleElement().satisfies(lost -> {
            assertThat(words(lost.uncertain())).isEqualTo("cd x\r");
            assertThat(words(lost.notSent())).isEqualTo("rm *\r");
        });
    }

    @Test
    void whatWasSentAgainOnALineThatResumedMayHaveArrived() throws Exception {
        restart();
        CompletableFuture<Void> typed = type("ls\r");
        line = server.nextLine();
        line.connected("resumed", "e1", 100, 0);
        restart();
        comeBackFresh();

        assertThat(failure(typed)).isInstanceOf(InputLostException.class);
    }

    @Test
    void aPasteOfWhichAPartHadBeenSentTellsBothParts() throws Exception {
        String paste = "x".repeat(Typing.CHUNK + 10);
        CompletableFuture<Void> sent = type(paste);
        line.say("{'type':'input-ack','channel':7,'seq':1}");
        restart();
        CompletableFuture<Void> later = type(paste);
        comeBackFresh();

        assertThat(failure(sent)).hasMessageStartingWith("10 of 16394 bytes of input may not have arrived: ");
        assertThat(failure(later)).hasMessageStartingWith("16394 bytes of input were not sent: ");
    }

    @Test
    void theEndOfTheTerminalTellsBothKindsToo() throws Exception {
        CompletableFuture<Void> sent = type("a");
        restart();
        CompletableFuture<Void> later = type("bc");
        seen.terminal.orElseThrow().close();

        assertThat(failure(sent)).hasMessage("1 byte of input may not have arrived: terminal dev is over: closed");
        assertThat(failure(later)).hasMessage("2 bytes of input were not sent: terminal dev is over: closed");
    }

    @Test
    void theServersWordTellsEachInputItsOwnSize() throws Exception {
        CompletableFuture<Void> first = type("a");
        CompletableFuture<Void> second = type("bcd");
        line.say("{'type':'error','code':'input-lost','message':'look','channel':7,'seq':1,'lastSeq':2}");

        assertThat(failure(first)).hasMessage("1 byte of input may not have arrived: look");
        assertThat(failure(second)).hasMessage("3 bytes of input may not have arrived: look");
    }

    @Test
    void aLogSaysHowMuchWasLostAndNotWhatWasTyped() {
        LostInput lost = new LostInput(List.of(new byte[22]), List.of(new byte[100], new byte[75]), "restarted");

        assertThat(lost).hasToString("LostInput[22 bytes may not have arrived, 175 bytes were not sent: restarted]");
        assertThat(lost.uncertainBytes()).isEqualTo(22);
        assertThat(lost.notSentBytes()).isEqualTo(175);
        assertThat(new LostInput(List.of(), List.of(), "look"))
                .as("of input without number")
                .hasToString("LostInput[some may not have arrived: look]");
    }
}
