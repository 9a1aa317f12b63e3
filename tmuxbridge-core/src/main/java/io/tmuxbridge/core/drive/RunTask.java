package io.tmuxbridge.core.drive;

import io.tmuxbridge.core.log.LogRead;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.redact.Lens;
import io.tmuxbridge.pane.PanePosition;
import io.tmuxbridge.pane.RunResult;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the end of a command that was typed, and keeps what it prints.
 *
 * <p>A barrier cuts nothing: what came is kept, and the words of a {@link ShellLine} are looked for in the screen that
 * stands for what did not come. Where it does not show the first one, and where the log has forgotten it, the second
 * one is the end all the same.
 *
 * <p><b>Threads:</b> one at a time, the pane's lane.
 */
final class RunTask implements Task {

    /** Most characters of output that are kept, the last ones. */
    private static final int MOST = 1 << 20;

    private final CommandEnd command;
    private final Waiting<RunResult> waiting;
    private final Supplier<Optional<String>> running;
    private final String epoch;
    private final StringBuilder text = new StringBuilder();
    private final PlainText plain = new PlainText(false, this::take);
    /** Positions behind the characters that were not looked at. */
    private long[] ends = new long[64];

    private int looked;
    private long position;
    private boolean gap;
    private boolean cut;

    RunTask(CommandEnd command, PanePosition from, Waiting<RunResult> waiting, Supplier<Optional<String>> running) {
        this.running = running;
        this.command = command;
        this.waiting = waiting;
        this.epoch = from.epoch();
        this.position = from.offset();
    }

    @Override
    public boolean advance(Lens lens, long end, Marks marks) {
        while (!waiting.isOver()) {
            // Before every read: a mark may have been told since the bytes up to it were read.
            look(marks);
            if (waiting.isOver() || position >= end) {
                break;
            }
            long limit = command.readTo(position, marks);
            @Nullable LogRead read = limit > position ? lens.read(position, most(limit)) : null;
            if (read instanceof LogRead.Bytes bytes) {
                feed(bytes, command.readTo(position, marks));
            } else if (read instanceof LogRead.Barrier barrier) {
                skipTo(barrier.next().offset(), barrier.isMissing());
                look(barrier.next());
            } else if (read instanceof LogRead.Lost lost) {
                skipTo(lost.base(), true);
            } else {
                break;
            }
        }
        if (!waiting.isOver() && waiting.timeIsOver()) {
            finish(RunResult.Reason.TIMED_OUT, OptionalInt.empty(), running.get());
        }
        return waiting.isOver();
    }

    /**
     * A mark is told before the bytes behind it are there: those that came while it was read do not belong to the
     * command.
     */
    private void feed(LogRead.Bytes bytes, long limit) {
        int length = (int) Math.max(0, Math.min(bytes.end(), limit) - bytes.offset());
        ByteBuffer data = bytes.data().duplicate();
        data.limit(data.position() + length);
        plain.feed(data, bytes.offset());
        position = bytes.offset() + length;
    }

    private void take(int character, long end) {
        int before = text.length() - looked;
        text.appendCodePoint(character);
        if (text.length() - looked > ends.length) {
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
        Arrays.fill(ends, before, text.length() - looked, end);
    }

    private void look(Marks marks) {
        boolean hadBegun = command.begun();
        CommandEnd.Found found = command.look(text, looked, position, marks);
        if (command.begun() && !hadBegun && found.begin() == text.length()) {
            plain.seam();
        }
        if (found.ended() && found.behind() > looked && found.behind() < text.length()) {
            position = ends[found.behind() - looked - 1];
        }
        text.delete(0, found.begin());
        if (found.ended()) {
            text.setLength(found.end() - found.begin());
            finish(RunResult.Reason.EXITED, found.status(), Optional.empty());
        } else if (text.length() > 2 * MOST) {
            trim();
        }
        looked = text.length();
    }

    private void look(Snapshot screen) {
        StringBuilder shown = new StringBuilder();
        PlainText reader = new PlainText(false, (character, end) -> shown.appendCodePoint(character));
        reader.feed(screen.data(), 0);
        plain.reset(reader);
        command.onScreen(shown).ifPresent(status -> finish(RunResult.Reason.EXITED, status, Optional.empty()));
    }

    /** A log gives whole characters, so that it is asked for four bytes at least; a mark stands between characters. */
    private int most(long limit) {
        return (int) Math.min(CHUNK, limit - position);
    }

    private void skipTo(long offset, boolean missing) {
        if (missing) {
            gap = true;
            command.missing(offset);
        }
        position = offset;
        plain.reset();
    }

    private void trim() {
        int more = text.length() - MOST;
        if (more > 0) {
            text.delete(0, more);
            cut = true;
        }
    }

    private void finish(RunResult.Reason reason, OptionalInt status, Optional<String> running) {
        trim();
        String output = text.substring(command.begin(text));
        waiting.done(new RunResult(reason, status, output, cut, gap, running, new PanePosition(epoch, position)));
    }

    @Override
    public void ended(boolean missing) {
        gap |= missing;
        finish(RunResult.Reason.ENDED, OptionalInt.empty(), Optional.empty());
    }

    @Override
    public void fail(Throwable why) {
        waiting.fail(why);
    }
}
