package io.tmuxbridge.core.protocol;

import io.tmuxbridge.core.codec.ServerMessage;
import java.util.function.Consumer;

/**
 * What one terminal has to say of input: which was taken by tmux, and before which offset its echo lies.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class InputAnswers {

    private final ServerMessage.Terminal terminal;
    private long taken;
    private long acknowledged;

    InputAnswers(ServerMessage.Terminal terminal) {
        this.terminal = terminal;
    }

    /** The client knows of everything up to this number. */
    synchronized void begin(long seq) {
        taken = seq;
        acknowledged = seq;
    }

    /** tmux has taken that; true when it is the first that is not acknowledged yet. */
    synchronized boolean taken(long seq) {
        boolean first = taken == acknowledged && seq > taken;
        taken = Math.max(taken, seq);
        return first;
    }

    /** Says what was typed and taken, and that its echo lies before this offset. */
    synchronized void upTo(long offset, Consumer<ServerMessage> to) {
        if (taken > acknowledged) {
            acknowledged = taken;
            to.accept(new ServerMessage.InputAck(terminal, taken));
            to.accept(new ServerMessage.EchoAck(terminal, taken, offset));
        }
    }
}
