package io.tmuxbridge.core.stream;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.terminal.ByteSink;
import io.tmuxbridge.core.terminal.Capture;
import io.tmuxbridge.core.terminal.NormaliserListener;
import io.tmuxbridge.core.terminal.ScreenState;
import io.tmuxbridge.core.terminal.SnapshotWriter;
import io.tmuxbridge.core.terminal.TerminalState;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One life of a pane's output: raw bytes come in, are normalised and followed, and go into the log; captures become
 * snapshots at the position where they stand.
 *
 * <p>Bytes that arrive before the first capture are dropped: tmux has drawn them already, and the capture shows them.
 *
 * <p><b>Threads:</b> {@link #bytes}, {@link #captured} and {@link #discontinued} belong to the reader thread of the
 * control client; {@link #log}, {@link #latest} and {@link #size} may be read by any thread.
 */
public final class PaneStream {

    private final String epoch = UUID.randomUUID().toString();
    private final OutputLog log;
    private final OutputPolicy policy;
    private final PaneTracking tracking;
    private final BridgeMetrics metrics;
    private final ByteSink normalised = new ByteSink();
    private final PaneVerifier verifier;

    private volatile boolean gap;
    private boolean untold;
    private volatile @Nullable Taken latest;
    private volatile TerminalSize size = TerminalSize.DEFAULT;

    /** A snapshot with the request of the capture it came from, whose numbers only grow. */
    public record Taken(CaptureWants.Request request, Snapshot snapshot) {

        /** Nobody waits for history while the pane is shown by screens, and no screen is begun with when it is not. */
        boolean isGood(int lines, boolean screens) {
            return request.screen() ? screens : snapshot.historyLines() >= lines;
        }
    }

    /** A stream that begins with its first capture. */
    public PaneStream(StreamContext context, PaneListener listener, Recapture again, Supplier<String> name) {
        this.log = new OutputLog(context.limits().logBytesPerPane(), 0, context.logs());
        NormaliserListener events =
                new EventForwarder(listener::event, context.metrics(), () -> log.head() + normalised.size());
        this.tracking = new PaneTracking(context, events, again::untold, System::nanoTime);
        this.policy = context.output();
        this.metrics = context.metrics();
        this.verifier = new PaneVerifier(context, log, listener, again::differs, name);
    }

    /** What positions of this stream belong to. */
    public String epoch() {
        return epoch;
    }

    /** Where it is kept. */
    public OutputLog log() {
        return log;
    }

    /** What compares it with tmux. */
    public PaneVerifier verifier() {
        return verifier;
    }

    /** The newest capture; none before the first. */
    public Optional<Taken> latest() {
        return Optional.ofNullable(latest);
    }

    /**
     * The newest snapshot, if its capture has at least this number and the history. One that was asked for by number
     * may be out of the log by now: whoever waits for it has to know that it came. Without a number it is one that the
     * log goes on from for a while.
     *
     * @param screens whether the pane is shown by screens
     */
    public Optional<Snapshot> snapshot(long serial, int history, BridgeLimits limits, boolean screens) {
        boolean any = serial == 0;
        int enough = any ? Math.min(history, limits.historyLines()) : history;
        long tooOld = log.head() - log.room() / 2;
        return latest().filter(taken -> taken.request().serial() >= serial)
                .filter(taken -> taken.isGood(enough, screens))
                .map(Taken::snapshot)
                .filter(snapshot -> !any || snapshot.offset() >= tooOld && log.holds(snapshot.offset()));
    }

    /** Size of the pane, as far as the stream has come. */
    public TerminalSize size() {
        return size;
    }

    /** Takes what the pane printed; true when the log got longer. */
    public boolean bytes(byte[] buffer, int offset, int length) {
        return tracking.feed(buffer, offset, length, normalised) && appendNormalised();
    }

    /** Lets the parser give up strings that were never ended, as tmux does. */
    public void expire(long nowNanos) {
        tracking.expire(nowNanos);
    }

    /** Nothing is followed until the next capture; that is a gap unless screens are to stand for what is printed. */
    public void discontinued(boolean isGap) {
        tracking.stop();
        gap |= isGap && latest != null;
        untold |= !isGap && latest != null;
    }

    /** Whether output is missing, or may be, for which no snapshot stands yet. */
    public boolean hasGap() {
        return gap;
    }

    /**
     * Turns a capture that stands exactly here in the stream into a snapshot.
     *
     * @param raw what tmux told
     * @param request what was asked for
     * @return whether the size is another one than before
     */
    public boolean captured(Capture raw, CaptureWants.Request request) {
        Capture capture = raw.under(policy);
        ScreenState told = capture.state();
        TerminalSize captured = new TerminalSize(told.cols(), told.rows());
        boolean first = latest == null;
        boolean resized = !first && !captured.equals(size);
        TerminalState tracker = tracking.captured(capture, resized);
        size = captured;
        Snapshot snapshot = snapshot(capture, tracker, resized || !first && request.barrier(), request.screen());
        latest = new Taken(request, snapshot);
        verifier.taken(snapshot, first || request.barrier() || resized || request.correction());
        if (request.screen()) {
            tracking.stop();
        }
        metrics.add("stream.snapshots", 1);
        return resized;
    }

    /**
     * The program has ended and all that it printed was read: this is what it left, for whoever cannot be told all of
     * it.
     */
    public void ended(Capture raw, CaptureWants.Request request) {
        Capture capture = raw.under(policy);
        latest = new Taken(request, snapshot(capture, tracking.last(capture), request.barrier(), false));
    }

    /** The pane is gone, and all that it printed is in another log of it: adds what is missing, where that is known. */
    public void complete(OutputLog whole) {
        byte[] rest = SharedEnd.missing(log, whole);
        log.append(rest, 0, rest.length);
        metrics.add("stream.bytes", rest.length);
    }

    /** At the head of the log, and behind a barrier where bytes do not lead to it. */
    private Snapshot snapshot(Capture capture, TerminalState tracker, boolean barrier, boolean screen) {
        ScreenState told = capture.state();
        byte[] data = SnapshotWriter.write(capture, tracker.tracked());
        boolean cut = told.historySize() > capture.historyLines();
        TerminalSize captured = new TerminalSize(told.cols(), told.rows());
        Snapshot taken = new Snapshot(log.head(), captured, capture.historyLines(), cut, ByteBuffer.wrap(data));
        boolean missing = gap;
        boolean stands = screen || untold;
        gap = false;
        untold = screen; // What is printed behind a screen is not told either.
        if (stands) {
            return log.screen(taken, missing);
        }
        return barrier || missing ? log.barrier(taken, missing) : taken;
    }

    /** Has a capture that stands exactly here compared with what viewers have. */
    public void verify(Capture capture) {
        TerminalState tracker = tracking.followed();
        ScreenState told = capture.state();
        if (tracker == null || !size.equals(new TerminalSize(told.cols(), told.rows()))) {
            verifier.givenUp();
        } else {
            verifier.captured(capture.under(policy), tracker.tracked(), log.head(), tracker.differenceFrom(told));
        }
    }

    private boolean appendNormalised() {
        int length = normalised.size();
        if (length == 0) {
            return false;
        }
        log.append(normalised.buffer(), 0, length);
        normalised.reset();
        metrics.add("stream.bytes", length);
        return true;
    }
}
