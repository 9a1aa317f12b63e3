package io.tmuxbridge.core.flood;

import io.tmuxbridge.core.pipe.PipedOutput;
import io.tmuxbridge.core.stream.StreamContext;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Adds to the stream what a pane printed and its client did not tell, to the end, and waits for a while for more.
 *
 * <p><b>Threads:</b> that of the stream, which it keeps until the end was read or nothing came for
 * {@link PipedOutput#PATIENCE_MILLIS}.
 */
final class UnreadRest {

    /** What is added at once to the stream; between such pieces viewers have the time to take them. */
    private static final int STEP_BYTES = 16 * 1024;

    private final StreamContext context;

    UnreadRest(StreamContext context) {
        this.context = context;
    }

    /** Adds what was read already. */
    void add(byte[] tail, PipedOutput.Sink to) {
        context.metrics().add("stream.last-words", tail.length);
        for (int at = 0; at < tail.length; at += STEP_BYTES) {
            to.bytes(tail, at, Math.min(STEP_BYTES, tail.length - at));
        }
    }

    /** Adds what is left in a pipe and closes that. */
    void read(PipedOutput from, PipedOutput.Sink to) {
        for (int length = readPatiently(from); length >= 0; length = readPatiently(from)) {
            context.metrics().add("stream.last-words", from.pass(length, to));
        }
        from.close();
    }

    private int readPatiently(PipedOutput from) {
        ScheduledFuture<?> patience =
                context.timer().schedule(() -> giveUp(from), PipedOutput.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        int length = from.read();
        patience.cancel(false);
        return length;
    }

    private void giveUp(PipedOutput from) {
        context.metrics().add("stream.pipes.given-up", 1);
        from.close();
    }
}
