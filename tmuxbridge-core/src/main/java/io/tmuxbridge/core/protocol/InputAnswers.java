package io.tmuxbridge.core.protocol;

import io.tmuxbridge.core.codec.ServerMessage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one terminal has to say of input: which was taken by tmux, and before which offset its echo lies.
 *
 * <p>An echo is printed after tmux has taken the input, so it is no part of what was printed by then, which a viewer
 * that is behind is yet to receive. Of inputs that wait for their echo the oldest is remembered, and the newest behind
 * it: who types without a pause, on a line that is always behind, is answered all the same.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class InputAnswers {

    /** An input, and the end of what had been printed when it was taken. */
    private record Echo(long seq, long behind) {}

    private final ServerMessage.Terminal terminal;
    private final Consumer<ServerMessage> to;
    private final Runnable timer;
    private long taken;
    private long acknowledged;
    private @Nullable Echo oldest;
    private @Nullable Echo newest;
    /** Nothing was printed in answer for long enough: it will not be. */
    private boolean quiet;

    /**
     * Nothing was typed yet.
     *
     * @param terminal whose answers they are
     * @param to where they go; called by {@link #upTo} and {@link #timedOut} only
     * @param timer has {@link #timedOut} called in a while
     */
    InputAnswers(ServerMessage.Terminal terminal, Consumer<ServerMessage> to, Runnable timer) {
        this.terminal = terminal;
        this.to = to;
        this.timer = timer;
    }

    /** The client knows of everything up to this number. */
    synchronized void begin(long seq) {
        taken = seq;
        acknowledged = seq;
    }

    /** tmux has taken that, when so much was printed. */
    synchronized void taken(long seq, long printed) {
        if (seq <= taken) {
            return;
        }
        if (taken == acknowledged) {
            timer.run();
        }
        taken = seq;
        quiet = false;
        Echo echo = new Echo(seq, printed);
        newest = oldest == null ? null : echo;
        oldest = oldest == null ? echo : oldest;
    }

    /** Says what was typed and taken, and what of its echo lies before this offset, up to which output leaves. */
    synchronized void upTo(long offset) {
        if (taken > acknowledged) {
            acknowledged = taken;
            to.accept(new ServerMessage.InputAck(terminal, taken));
        }
        Echo told = liesBefore(offset, newest) ? newest : oldest;
        if (told != null && liesBefore(offset, told)) {
            to.accept(new ServerMessage.EchoAck(terminal, told.seq(), offset));
            quiet = false;
            oldest = told == newest ? null : newest;
            newest = null;
            if (oldest != null) {
                timer.run();
            }
        }
    }

    /** As {@link #upTo}, when nothing was printed in answer for long enough. */
    synchronized void timedOut(long offset) {
        quiet = true;
        upTo(offset);
    }

    private boolean liesBefore(long offset, @Nullable Echo echo) {
        return echo != null && (offset > echo.behind() || quiet && offset == echo.behind());
    }
}
