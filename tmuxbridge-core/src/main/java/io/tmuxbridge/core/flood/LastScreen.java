package io.tmuxbridge.core.flood;

import io.tmuxbridge.core.stream.CaptureWants;
import io.tmuxbridge.core.stream.PaneCommands;
import io.tmuxbridge.core.stream.PaneStream;
import io.tmuxbridge.core.terminal.Capture;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The screen of a pane whose program has ended, for viewers who are so far behind that they have to skip, and for all
 * where output is missing: when the pane is gone, nobody can take it any more. It belongs behind all that the program
 * printed, of which some is still to be read when it is taken.
 *
 * <p><b>Threads:</b> {@link #take} is the reader's; {@link #show} is called by the thread that the stream belongs to.
 */
public final class LastScreen {

    private final PaneCommands commands;
    private final PaneStream stream;
    private final CaptureWants wants;
    private final BooleanSupplier needed;
    private boolean taken;
    private volatile @Nullable Runnable screen;

    /**
     * Creates it.
     *
     * @param needed whether somebody may have to skip: with its history a screen can take tmux twenty milliseconds
     */
    public LastScreen(PaneCommands commands, PaneStream stream, CaptureWants wants, BooleanSupplier needed) {
        this.commands = commands;
        this.stream = stream;
        this.wants = wants;
        this.needed = needed;
    }

    /**
     * Takes it, once; nothing happens while another capture is under way: the next look finds the pane dead again.
     *
     * @param by the client
     * @param then run when it was taken, cannot be, or nobody needs it; not when the client has ended
     */
    public void take(ControlClient by, Runnable then) {
        if (taken) {
            return;
        }
        if (!stream.hasGap() && !needed.getAsBoolean()) {
            taken = true;
            then.run();
            return;
        }
        wants.want(0);
        wants.next().ifPresent(request -> ask(by, request, then));
    }

    private void ask(ControlClient by, CaptureWants.Request request, Runnable then) {
        taken = true;
        by.query(commands.capture(request), reply -> {
            if (by.isOpen()) {
                took(request, reply);
                then.run();
            }
        });
    }

    private void took(CaptureWants.Request request, Reply reply) {
        if (reply.ok()) {
            Capture capture = commands.captured(reply, request.history());
            screen = () -> stream.ended(capture, request);
        } else {
            wants.done();
        }
    }

    /** All that the program printed was read: who has to skip may go on from the screen. */
    public void show() {
        Runnable last = screen;
        if (last != null) {
            last.run();
            wants.done();
        }
    }
}
