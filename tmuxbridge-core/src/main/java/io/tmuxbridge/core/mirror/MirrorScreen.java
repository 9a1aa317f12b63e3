package io.tmuxbridge.core.mirror;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.replica.Replica;
import io.tmuxbridge.core.replica.ScreenWriter;
import io.tmuxbridge.core.stream.EventForwarder;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.terminal.ByteSink;
import io.tmuxbridge.core.terminal.Dialect;
import io.tmuxbridge.core.terminal.OuterFilter;
import io.tmuxbridge.core.tmux.TmuxVersion;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a tmux client has drawn: its bytes, in a log, and a copy of the viewers' emulator that has read them all. A
 * snapshot is the copy written out, at exactly the place where it stands; tmux is not asked.
 *
 * <p><b>Threads:</b> any; log and copy are changed together, under the monitor, within which nobody is called but who
 * takes the answers to tmux's questions.
 */
final class MirrorScreen {

    private final StreamContext context;
    private final OutputLog log;
    private final OuterFilter filter;
    private final ByteSink drawn = new ByteSink();
    private final List<PaneEvent> events = new ArrayList<>();

    private Replica screen;
    private TerminalSize size;
    private @Nullable Snapshot latest;
    private boolean over;

    /**
     * A screen on which nothing was drawn.
     *
     * @param context limits, policy, metrics
     * @param size columns and rows
     * @param answer takes what an xterm answers tmux
     * @param left run when the client leaves its screen
     */
    MirrorScreen(StreamContext context, TerminalSize size, Consumer<byte[]> answer, Runnable left) {
        this.context = context;
        this.size = size;
        this.log = new OutputLog(context.limits().logBytesPerPane(), 0, context.logs());
        this.screen = new Replica(size.cols(), size.rows());
        TmuxVersion version = context.tmux().version();
        this.filter = new OuterFilter(
                Dialect.of(version.major(), version.minor()),
                context.output(),
                new EventForwarder(events::add, context.metrics(), log::head),
                answer,
                left);
    }

    OutputLog log() {
        return log;
    }

    synchronized TerminalSize size() {
        return size;
    }

    /** Takes what was drawn; returns what happened beside drawing. */
    synchronized List<PaneEvent> take(byte[] buffer, int length) {
        if (over) {
            return List.of();
        }
        filter.feed(buffer, length, drawn);
        screen.write(ByteBuffer.wrap(drawn.buffer(), 0, drawn.size()));
        log.append(drawn.buffer(), 0, drawn.size());
        drawn.reset();
        context.metrics().add("mirror.bytes", length);
        List<PaneEvent> told = List.copyOf(events);
        events.clear();
        return told;
    }

    /** Nothing more is taken. */
    synchronized void end() {
        over = true;
    }

    /**
     * Has another size from here on: a barrier, behind which everybody begins with what an emulator of that size shows
     * until tmux has drawn anew. False when it has that size, or nothing more is taken.
     */
    synchronized boolean resize(TerminalSize wanted) {
        if (wanted.equals(size) || over) {
            return false;
        }
        byte[] shown = ScreenWriter.write(screen, wanted.cols(), wanted.rows(), filter.modes()::write);
        screen = new Replica(wanted.cols(), wanted.rows());
        screen.write(ByteBuffer.wrap(shown));
        size = wanted;
        latest = log.barrier(snapshot(shown), false);
        return true;
    }

    /** The screen as it is, at the head of the log. */
    synchronized Snapshot snapshot() {
        Snapshot known = latest;
        if (known == null || known.offset() != log.head()) {
            known = snapshot(ScreenWriter.write(screen, size.cols(), size.rows(), filter.modes()::write));
            latest = known;
            context.metrics().add("mirror.snapshots", 1);
        }
        return known;
    }

    private Snapshot snapshot(byte[] shown) {
        return new Snapshot(log.head(), size, Integer.MAX_VALUE, false, ByteBuffer.wrap(shown));
    }
}
