package io.tmuxbridge.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.Connected;
import io.tmuxbridge.client.Connected.How;
import io.tmuxbridge.client.LostInput;
import io.tmuxbridge.client.Snapshot;
import io.tmuxbridge.client.Terminal;
import io.tmuxbridge.client.TerminalEnd;
import io.tmuxbridge.client.TerminalEnd.Reason;
import io.tmuxbridge.client.TerminalEvent;
import io.tmuxbridge.pane.PanePosition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person sees and reads; what the client does is tested where the client is. */
class PictureTest {

    private final StringBuilder shown = new StringBuilder();
    private final List<String> notices = new ArrayList<>();
    private final Refreshed terminal = new Refreshed();
    private final Picture picture = new Picture("dev", new TerminalView() {
        @Override
        public void output(ByteBuffer bytes) {
            shown.append(UTF_8.decode(bytes));
        }

        @Override
        public void notice(String text) {
            notices.add(text);
        }
    });

    private void connected(How how, boolean writes) {
        picture.connected(terminal, new Connected(how, 0, "%1", TerminalSize.DEFAULT, writes));
    }

    private void snapshot(String text) {
        picture.snapshot(new Snapshot(TerminalSize.DEFAULT, ByteBuffer.wrap(text.getBytes(UTF_8))));
    }

    private End ended(Reason reason) {
        picture.ended(new TerminalEnd(reason, "words"));
        return picture.end().join();
    }

    @Test
    void snapshotsAndBytesAreShown() {
        connected(How.FRESH, true);
        snapshot("S");
        picture.bytes(ByteBuffer.wrap("abc".getBytes(UTF_8)));

        assertThat(shown).hasToString("Sabc");
        assertThat(notices).isEmpty();
    }

    @Test
    void afterANoticeThePictureIsDrawnAnew() {
        connected(How.FRESH, true);
        picture.reconnecting("gone");
        connected(How.RESUMED, true);

        assertThat(notices).containsExactly("[reconnecting: gone]");
        assertThat(terminal.refreshes).isEqualTo(1);
    }

    @Test
    void withoutANoticeItIsNot() {
        connected(How.RESUMED, true);

        assertThat(terminal.refreshes).isZero();
    }

    @Test
    void anErrorAboutTheTerminalIsShownOverANewPicture() {
        connected(How.FRESH, true);
        snapshot("S");
        picture.refused(new TmuxBridgeException(ErrorCode.FORBIDDEN, "ada has the lease"));
        assertThat(terminal.refreshes).isEqualTo(1);
        assertThat(notices).isEmpty();
        snapshot("T");

        assertThat(notices).containsExactly("[ada has the lease]");
    }

    @Test
    void inputThatMayHaveGoneMissingIsToldNowAndAtTheEnd() {
        connected(How.FRESH, true);
        picture.inputLost(new LostInput(List.of("rm".getBytes(UTF_8)), List.of(" *\r".getBytes(UTF_8)), "why"));
        snapshot("T");

        assertThat(notices).containsExactly("[2 bytes of input may not have arrived, 3 bytes of input were not sent]");
        assertThat(ended(Reason.CLOSED).message())
                .isEqualTo("[detached (from session dev)]\n"
                        + "2 bytes of input may not have arrived, 3 bytes of input were not sent");
    }

    /**
     * A server that was started anew has its picture come anyway: that of a refresh would come after it, over the
     * notice.
     */
    @Test
    void aNoticeWaitsForThePictureThatComesAndForNoOther() {
        connected(How.FRESH, true);
        snapshot("S");
        picture.reconnecting("gone");
        connected(How.FRESH, true);
        picture.inputLost(new LostInput(List.of(), List.of("ls".getBytes(UTF_8)), "why"));
        assertThat(terminal.refreshes).isZero();
        snapshot("T");
        assertThat(notices).containsExactly("[reconnecting: gone]", "[2 bytes of input were not sent]");

        picture.reconnecting("gone again");
        connected(How.RESUMED, true);
        picture.inputLost(new LostInput(List.of("ls".getBytes(UTF_8)), List.of(), "why"));
        assertThat(terminal.refreshes).isEqualTo(1);
        snapshot("U");
        assertThat(notices).last().isEqualTo("[2 bytes of input may not have arrived]");
    }

    @Test
    void whoMayNotWriteIsKnown() {
        assertThat(picture.writes()).isTrue();
        connected(How.FRESH, false);
        assertThat(picture.writes()).isFalse();
        picture.event(new TerminalEvent.Access(true));
        assertThat(picture.writes()).isTrue();
    }

    @Test
    void aLossEndsTheWaitForRoomAndTheNextConnectionBeginsAnother() {
        connected(How.FRESH, true);
        CompletableFuture<Void> first = picture.lost();
        picture.reconnecting("gone");
        assertThat(first).isDone();
        connected(How.RESUMED, true);

        assertThat(picture.lost()).isNotDone();
    }

    @ParameterizedTest
    @CsvSource({
        "CLOSED, [detached (from session dev)], 0",
        "SESSION_ENDED, [exited], 0",
        "TMUX_ENDED, [server exited], 1",
        "TAKEN_OVER, [taken-over], 1",
        "FORBIDDEN, [forbidden], 1",
        "UNAUTHENTICATED, words: give a token with --token, 1",
        "REFUSED, words, 1",
        "FAILED, words, 1"
    })
    void theEndIsSaidInTmuxsWords(Reason reason, String message, int status) {
        connected(How.FRESH, true);

        assertThat(ended(reason)).isEqualTo(new End(message, status));
    }

    @Test
    void aMissingSessionIsSaidInTmuxsWords() {
        assertThat(ended(Reason.SESSION_ENDED)).isEqualTo(new End("can't find session: dev", 1));
    }

    /** A terminal that counts how often it is to be drawn anew. */
    private static final class Refreshed implements Terminal {

        private int refreshes;

        @Override
        public void refresh() {
            refreshes++;
        }

        @Override
        public CompletableFuture<Void> send(String text) {
            throw new AssertionError("a picture types nothing");
        }

        @Override
        public CompletableFuture<Void> send(byte[] data) {
            throw new AssertionError("a picture types nothing");
        }

        @Override
        public CompletableFuture<Void> room(int bytes) {
            throw new AssertionError("a picture types nothing");
        }

        @Override
        public void resize(TerminalSize size) {
            throw new AssertionError("a picture has no size");
        }

        @Override
        public void hold() {
            throw new AssertionError("a picture is never held");
        }

        @Override
        public void release() {
            throw new AssertionError("a picture is never held");
        }

        @Override
        public Optional<PanePosition> position() {
            return Optional.empty();
        }

        @Override
        public boolean connected() {
            return true;
        }

        @Override
        public void close() {
            throw new AssertionError("a picture leaves nothing");
        }
    }
}
