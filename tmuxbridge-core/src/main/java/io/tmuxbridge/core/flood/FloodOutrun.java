package io.tmuxbridge.core.flood;

import io.tmuxbridge.core.pipe.PipeReader;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;

/**
 * The way from a {@link FloodRoad} to {@link FloodScreens}: a pane prints faster than anybody draws, so its pipe is
 * ended, and it is left paused on its client.
 *
 * <p><b>Threads:</b> {@link #begin} and {@link #isUnderWay} may be called by any.
 */
final class FloodOutrun {

    /** Whoever reads the pipe is done with what it has read within that time. */
    private static final long END_MILLIS = 5000;

    private final LastWords lastWords;
    private final FloodPort port;
    private final Runnable over;
    private volatile boolean underWay;

    /**
     * Creates it.
     *
     * @param lastWords for which tmux may be to pipe the pane all the time
     * @param port told when screens are to stand for the stream
     * @param over run on the reader's thread when nobody reads the pipe any more
     */
    FloodOutrun(LastWords lastWords, FloodPort port, Runnable over) {
        this.lastWords = lastWords;
        this.port = port;
        this.over = over;
    }

    /** Whether the pipe is being ended. */
    boolean isUnderWay() {
        return underWay;
    }

    /** Ends the pipe. To be called once, until it is over. */
    void begin(ControlClient by, PipeReader from) {
        underWay = true;
        lastWords.end(by, reply -> replied(reply, from));
    }

    private void replied(Reply reply, PipeReader from) {
        if (!reply.ok()) {
            // Nothing has changed, or the client has ended and others see to that.
            underWay = false;
            return;
        }
        from.silence(); // Its end would be told so late that it may be taken for that of the next one.
        from.stop();
        from.awaitEnd(END_MILLIS);
        port.outran();
        over.run();
        underWay = false;
        port.turned();
    }
}
