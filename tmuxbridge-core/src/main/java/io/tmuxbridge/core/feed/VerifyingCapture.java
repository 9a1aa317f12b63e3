package io.tmuxbridge.core.feed;

import io.tmuxbridge.core.stream.PaneCommands;
import io.tmuxbridge.core.stream.PaneStream;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * Captures a pane's screen, without history unless that is needed to mask it, for a comparison. Unlike other captures
 * it changes nothing: no snapshot comes of it, and the stream goes on as if it had not been.
 *
 * <p><b>Threads:</b> sent from any; the reply comes on the reader thread.
 */
final class VerifyingCapture {

    private final PaneCommands commands;
    private final PaneStream stream;
    private final IntSupplier disturbances;
    private final Predicate<byte[]> ahead;
    private String place = "";

    /**
     * Prepares captures of one link.
     *
     * @param disturbances counts what makes the place of a reply in the stream uncertain
     * @param ahead whether, by what tmux said of the pane's end, a capture shows more than viewers can have yet
     */
    VerifyingCapture(PaneCommands commands, PaneStream stream, IntSupplier disturbances, Predicate<byte[]> ahead) {
        this.commands = commands;
        this.stream = stream;
        this.disturbances = disturbances;
        this.ahead = ahead;
    }

    /** Sends one if the verifier wants it. */
    void sendIfDue(ControlClient to) {
        if (stream.verifier().due()) {
            int before = disturbances.getAsInt();
            int history = stream.verifier().linesAbove();
            to.query(commands.capture(history), reply -> replied(before, history, reply));
        }
    }

    /** Where the cursor is and how long the history: a reset or a cleared history shows there, and in no output. */
    void noticed(String now) {
        if (!place.equals(now)) {
            place = now;
            stream.verifier().suspect();
        }
    }

    private void replied(int before, int history, Reply reply) {
        if (!reply.ok()
                || reply.interleaved()
                || before != disturbances.getAsInt()
                || ahead.test(commands.dead(reply, history))) {
            stream.verifier().givenUp();
        } else {
            stream.verify(commands.captured(reply, history));
        }
    }
}
