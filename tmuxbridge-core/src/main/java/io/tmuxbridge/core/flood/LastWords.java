package io.tmuxbridge.core.flood;

import io.tmuxbridge.core.pipe.PipedOutput;
import io.tmuxbridge.core.stream.KeptPanes;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import io.tmuxbridge.core.tmux.TmuxCapability;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a pane printed last and its control client was never told: tmux up to 3.6 throws away what such a client has not
 * taken when the pane ends. So the pane is piped as well, which has tmux read all of its terminal before it gives the
 * pane up, and from the pipe comes what is missing.
 *
 * <p>Both ways carry the same bytes. The reply to the command that begins the pipe stands in the client's output
 * exactly where the pipe begins; from there on {@link PipedOutput} counts. When output is skipped, the count is void,
 * and the pipe begins anew.
 *
 * <p>The pipe is never read ahead of the client: what a slow reader leaves waits in the pipe, then in tmux, which keeps
 * the pane until the pipe has taken it.
 *
 * <p><b>Threads:</b> the client's reader thread, but for {@link #begin}, which may be called by any and blocks for some
 * milliseconds.
 */
public final class LastWords implements AutoCloseable {

    private final StreamContext context;
    private final PaneAddress address;
    private final PanePipe pipe;
    private final Runnable look;
    private final boolean needed;
    private final FormerPipe former;
    private final UnreadRest unreadRest;

    private final AtomicReference<@Nullable Runnable> unread = new AtomicReference<>();
    private volatile boolean finishing;
    private boolean lookDue;

    /**
     * Creates it; {@link #begin} starts.
     *
     * @param context what it needs of its bridge
     * @param address the pane
     * @param pipe the pane's
     * @param look asks how the pane is and, with the answer, calls {@link #looked} or {@link #finish}
     */
    public LastWords(StreamContext context, PaneAddress address, PanePipe pipe, Runnable look) {
        this.context = context;
        this.address = address;
        this.pipe = pipe;
        this.former = pipe.former();
        this.look = look;
        this.unreadRest = new UnreadRest(context);
        this.needed = address.ours() && context.tmux().has(TmuxCapability.PIPE_DRAIN_NEEDED);
    }

    /** Whether the pane is to be piped all the time. */
    boolean areNeeded() {
        return needed;
    }

    /**
     * Begins to pipe the pane, in the place of any other pipe; does nothing where tmux needs no help or it has begun.
     */
    public void begin(ControlClient by) {
        if (needed && !finishing) {
            pipe.begin(by, this::begun);
        }
    }

    private void begun(Begun begun) {
        if (begun != Begun.REFUSED && !finishing) {
            former.drop();
        }
    }

    /** The client told that many bytes of the pane. */
    public void told(int length) {
        if (former.told(length) | pipe.told(length)) {
            lookSoon();
        }
    }

    /** The pane is well and not paused, and perhaps not to be piped all the time. */
    public void seen() {
        lookDue = false;
        if (former.seen(System.nanoTime())) {
            lookSoon();
        }
    }

    /** The same of a pane that is to be piped all the time. Begins anew after {@link #lost}. */
    public void looked(ControlClient by) {
        PipedOutput from = pipe.piped();
        if (from == null) {
            if (needed && !pipe.isBeginning() && !finishing && !former.isReading()) {
                context.work().execute(() -> begin(by));
            }
            return;
        }
        boolean unread = from.isUnread();
        long now = System.nanoTime();
        from.looked(now);
        if (from.isDry(now)) {
            pipe.giveUp();
        } else if (unread) {
            lookSoon();
        }
    }

    /**
     * Whether a capture shows what the client did not tell and what is still to come through the pipe: viewers who went
     * on from it would see that twice.
     *
     * @param dead what tmux said of the pane with the capture
     */
    public boolean isAheadOf(byte[] dead) {
        boolean rest = pipe.piped() != null || (needed ? former.isThere() : former.isReading());
        return rest && dead.length > 0 && dead[0] == '1';
    }

    private void lookSoon() {
        if (!lookDue) {
            lookDue = true;
            context.timer().schedule(look, PipedOutput.SILENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Output was skipped: what the pipe holds means nothing any more, and nobody may be left to fill it. */
    public void lost(ControlClient by) {
        if (finishing) {
            return;
        }
        boolean piped = pipe.isThere();
        pipe.drop();
        former.drop();
        if (piped) {
            end(by, reply -> {});
        }
    }

    /** Has nobody read the pane through a pipe. */
    void end(ControlClient by, Consumer<Reply> ended) {
        if (needed) {
            pipe.toNowhere(by, ended);
        } else {
            pipe.end(by, ended);
        }
    }

    /**
     * The pane has ended and its client has told what it will tell: ends the pane for good, which ends the pipe, and
     * reads the rest. Does so once.
     *
     * @param by the client
     * @param begins run when there is a rest to be read
     * @param rest takes what the client did not tell
     * @param done run when there is no more to come, at once when nothing was piped
     */
    public void finish(ControlClient by, Runnable begins, PipedOutput.Sink rest, Runnable done) {
        if (finishing) {
            return;
        }
        PipedOutput last = pipe.take();
        if (last == null && !former.isThere()) {
            done.run();
            return;
        }
        finishing = true;
        begins.run();
        former.readAll();
        unread.set(() -> {
            if (last != null) {
                unreadRest.read(last, rest);
            } else {
                unreadRest.add(former.rest(), rest);
            }
            done.run();
        });
        by.sendAlone(TmuxCommand.of("kill-pane", "-t", address.paneId()), reply -> {
            // That the client is closed may be told by any thread; its reader closes this then.
            if (reply.ok() || by.isOpen()) {
                unread().ifPresent(Runnable::run);
            }
        });
    }

    private Optional<Runnable> unread() {
        return Optional.ofNullable(unread.getAndSet(null));
    }

    /** Whether another client can go on from the pipe, where this one was told so much. */
    public boolean canGoOn() {
        return needed && !finishing && pipe.isThere();
    }

    /** Whether the rest is being read. */
    boolean areFinishing() {
        return finishing;
    }

    /** The client has ended: lets go of the pipe, unless its rest is to be read, which is done now. */
    @Override
    public void close() {
        if (!finishing) {
            pipe.close();
        }
        unread().ifPresent(read -> {
            // The pipe ends with the pane, and the client has perhaps not come to end that.
            context.work().execute(() -> new KeptPanes(context.tmux()).giveBack(address));
            read.run();
        });
    }
}
