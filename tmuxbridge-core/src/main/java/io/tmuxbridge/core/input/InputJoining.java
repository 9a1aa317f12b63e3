package io.tmuxbridge.core.input;

import java.util.concurrent.TimeUnit;

/**
 * Has little input of a pane wait for more, much as small segments of TCP do (RFC 896): a command more costs tmux as
 * much as twenty bytes of text do, and an answer.
 *
 * <p>It waits while some is under way, but not for ever: answers may be held back, for instance while nobody reads the
 * client because every viewer is behind, and the next key may be the one that ends a flood. And who types faster than
 * people do waits for the pane's turn among all that do so ({@link InputTurns}).
 *
 * <p><b>Threads:</b> any; guarded by the monitor, in which nothing is sent.
 */
final class InputJoining {

    /** So long an answer is waited for. */
    static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** Who has sent nothing for so long goes at once: nobody's keys are closer, nor those that a keyboard repeats. */
    static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Delay delay;
    private final InputTurns turns;
    private final Runnable send;
    private long lastSent;
    private boolean timing;
    private boolean overdue;
    private boolean queued;
    private boolean granted;

    /**
     * Creates it.
     *
     * @param delay runs things later
     * @param turns of all panes
     * @param send sends what may be sent; run when it was waited for long enough
     */
    InputJoining(Delay delay, InputTurns turns, Runnable send) {
        this.delay = delay;
        this.turns = turns;
        this.lastSent = turns.now() - REST_NANOS;
        this.send = send;
    }

    /**
     * Whether little input has to wait; it is asked for again when the wait is over.
     *
     * @param underWay whether earlier input has no answer yet
     */
    synchronized boolean waits(boolean underWay) {
        if (underWay && !overdue) {
            waitForAnswer();
            return true;
        }
        return !isItsTurn();
    }

    /** Some is being sent. */
    synchronized void sent() {
        lastSent = turns.now();
        overdue = false;
        granted = false;
    }

    private void waitForAnswer() {
        if (!timing) {
            timing = true;
            delay.after(PATIENCE_NANOS, this::answerOverdue);
        }
    }

    private boolean isItsTurn() {
        if (granted || !queued && turns.now() - lastSent >= REST_NANOS) {
            return true;
        }
        if (!queued) {
            queued = !turns.take(this::turnCame);
            granted = !queued;
        }
        return granted;
    }

    private void answerOverdue() {
        synchronized (this) {
            timing = false;
            overdue = true;
        }
        send.run();
    }

    private void turnCame() {
        synchronized (this) {
            queued = false;
            granted = true;
        }
        send.run();
    }
}
