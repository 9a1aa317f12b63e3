package io.tmuxbridge.core.flood;

import io.tmuxbridge.core.pipe.PipeReader;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import java.util.concurrent.TimeUnit;

/**
 * What becomes of the pipe of a flood when the client tells the pane again.
 *
 * <p><b>Threads:</b> the client's reader, and the timer when it looks again.
 */
final class PipeRelease {

    private static final long LOOK_MILLIS = 50;
    /** Who wants each byte seldom goes. */
    private static final long WAITED_FOR_MILLIS = 1000;

    /** A client that is behind by no more than that is as good as there. */
    private static final int NEAR_BYTES = 64 * 1024;

    private final StreamContext context;
    private final PanePipe pipe;
    private final LastWords lastWords;
    private final FloodPort port;

    PipeRelease(StreamContext context, PanePipe pipe, LastWords lastWords, FloodPort port) {
        this.context = context;
        this.pipe = pipe;
        this.lastWords = lastWords;
        this.port = port;
    }

    /** Where the pipe stands is not known: another one begins, where one is needed. */
    void now(ControlClient by, PipeReader reader) {
        boolean reading = reader.isReading();
        reader.stop();
        if (lastWords.areNeeded()) {
            context.work().execute(() -> lastWords.begin(by));
        } else if (reading) {
            pipe.end(by, reply -> {});
        } else {
            pipe.over();
        }
    }

    /**
     * Where none is needed: it goes when the client has told what it carries, and not while viewers who want each byte
     * may have the client wait. What tmux keeps for the client by then is gone with the pane, unless something waits
     * for the pipe.
     */
    void soon(ControlClient by, PipeReader reader) {
        if (!lastWords.areNeeded()) {
            whenNear(by, reader);
        }
    }

    private void later(ControlClient by, PipeReader reader, long millis) {
        context.timer().schedule(() -> whenNear(by, reader), millis, TimeUnit.MILLISECONDS);
    }

    /**
     * The client is behind by as much as it tells until it answers. To a pane whose program has exited tmux refuses
     * that, and then the pipe stays as long as the pane.
     */
    private void whenNear(ControlClient by, PipeReader reader) {
        FormerPipe former = pipe.former();
        if (by.isOpen() && former.is(reader) && !port.maySkip()) {
            later(by, reader, WAITED_FOR_MILLIS);
            return;
        }
        long before = former.ahead();
        by.send(pipe.ask(), reply -> {
            if (!PaneState.isThere(reply) || !former.is(reader)) {
                return;
            }
            if (!reader.isReading()) {
                pipe.over();
                former.drop();
            } else if (former.ahead() - before <= NEAR_BYTES && former.claim()) {
                pipe.end(by, ended -> endedIf(ended.ok()));
            } else {
                later(by, reader, LOOK_MILLIS);
            }
        });
    }

    private void endedIf(boolean well) {
        if (well) {
            pipe.former().drop();
        } else {
            pipe.former().unclaim();
        }
    }
}
