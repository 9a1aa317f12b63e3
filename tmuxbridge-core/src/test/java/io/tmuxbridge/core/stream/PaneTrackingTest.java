package io.tmuxbridge.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.core.CountingMetrics;
import io.tmuxbridge.core.terminal.ByteSink;
import io.tmuxbridge.core.terminal.Capture;
import io.tmuxbridge.core.terminal.NormaliserListener;
import io.tmuxbridge.core.terminal.TerminalState;
import io.tmuxbridge.core.terminal.Tracked;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is known of a pane behind a place where bytes of it are missing. */
class PaneTrackingTest {

    private static final String SET = "\033[?2004h\033[>4;1m\033[4 q\033]12;#102030\007\033]11;#405060\007";

    private final AtomicInteger asked = new AtomicInteger();
    private final CountingMetrics metrics = new CountingMetrics();
    private final AtomicLong now = new AtomicLong(-5);
    private final PaneTracking tracking = new PaneTracking(
            ContextOfTests.of("never-started", metrics), NormaliserListener.NONE, asked::incrementAndGet, now::get);

    /** A text pasted into a shell that is taken to know nothing of brackets is typed, and each line of it is run. */
    @Test
    void overAGapAProgramIsTakenToWantPastesKeysAndCursorAsItDidBefore() {
        Tracked before = setAllAt(4711);

        tracking.stop();

        assertThat(at(4711)).isEqualTo(before);
    }

    /** tmux resets the modes then, and neither cursor nor colours (screen_reinit). */
    @Test
    void anotherProgramThanBeforeTheGapIsTakenToWantNothingOfPastesAndKeys() {
        Tracked before = setAllAt(4711);

        tracking.stop();

        Tracked other = at(4712);
        assertThat(other.bracketedPaste()).isFalse();
        assertThat(other.otherKeys()).isZero();
        assertThat(other.cursorStyle()).isEqualTo(before.cursorStyle());
        assertThat(other.cursorColour()).isEqualTo(before.cursorColour());
        assertThat(other.colours()).isEqualTo(before.colours());
    }

    /**
     * A program may print such things without end, and each capture costs tmux and every viewer more than it prints.
     */
    @Test
    void whatOnlyACaptureTellsIsAskedForOnceASecond() {
        at(4711);
        feed("x");
        assertThat(asked).hasValue(0);

        leaveResized();
        assertThat(asked).hasValue(1);
        leaveResized();
        assertThat(asked).hasValue(1);
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        leaveResized();
        assertThat(asked).hasValue(2);
    }

    /** The bug: the metric that asks for a report counted each editor that was resized and left. */
    @Test
    void whatOnlyACaptureTellsIsNoDifferenceOfParsers() {
        at(4711);
        leaveResized();
        feed("x");
        at(4711);
        assertThat(metrics.count("stream.tracker.corrected")).isZero();
        feed("x");
        at(4711);
        assertThat(metrics.count("stream.tracker.corrected")).isOne();
    }

    private void leaveResized() {
        feed("\033[?1049h");
        TerminalState tracker = tracking.followed();
        assertThat(tracker).isNotNull();
        tracker.mainHasOtherSize();
        feed("\033[?1049l");
    }

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(tracking.feed(bytes, 0, bytes.length, new ByteSink())).isTrue();
    }

    private Tracked setAllAt(long pid) {
        at(pid);
        feed(SET);
        Tracked set = at(pid);
        assertThat(set.bracketedPaste()).isTrue();
        assertThat(set.otherKeys()).isEqualTo(1);
        return set;
    }

    private Tracked at(long pid) {
        String state = "10:4:0:0:1:0:4294967295:4294967295:0:0:0:1:0:0:3:8,:0:0:0:0:0:0:0:0:" + pid + ":1:1::::::::";
        byte[] none = new byte[0];
        List<byte[]> bodies = List.of(state.getBytes(StandardCharsets.UTF_8), none, none, none, none, none);
        return tracking.captured(Capture.parse(bodies, 0), false).tracked();
    }
}
