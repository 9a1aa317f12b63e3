package io.tmuxbridge.core.flood;

import io.tmuxbridge.core.pipe.NamedPipe;
import io.tmuxbridge.core.pipe.PipeReader;
import io.tmuxbridge.core.pipe.PipedOutput;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.PaneHolds;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import io.tmuxbridge.core.tmux.ReplyListener;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pipe of a pane ({@code pipe-pane}), which carries the same bytes as its control client. The reply to the command
 * that begins it stands in the client's output exactly where the pipe begins; from there on both are counted. It may
 * outlive the client: the next one goes on with it.
 *
 * <p><b>Threads:</b> the client's reader, but for {@link #begin}, which may be called by any and blocks for some
 * milliseconds, and {@link #close}.
 */
public final class PanePipe implements AutoCloseable {

    private final StreamContext context;
    private final PaneAddress address;
    private final PaneHolds.Hold hold;
    private final AtomicInteger disturbances = new AtomicInteger();
    private final AtomicBoolean beginning = new AtomicBoolean();
    private final FormerPipe former = new FormerPipe();
    private volatile boolean givenUp;
    private volatile @Nullable PipedOutput piped;
    private volatile PipedOutput.Sink to = (buffer, offset, length) -> {};
    private volatile Runnable ended = () -> {};

    /**
     * Creates it; {@link #begin} begins.
     *
     * @param context what it needs of its bridge
     * @param address the pane
     * @param hold who may pipe it: a pane of the bridge's own session is held by who keeps it, any other while it is
     *     piped
     */
    public PanePipe(StreamContext context, PaneAddress address, PaneHolds.Hold hold) {
        this.context = context;
        this.address = address;
        this.hold = hold;
    }

    /** To be increased whenever something came between, so that a reply may not stand at its place. */
    public AtomicInteger disturbances() {
        return disturbances;
    }

    /** What comes through it; null while there is none. */
    @Nullable
    PipedOutput piped() {
        return piped;
    }

    /** The one before it, where the pane came through that. */
    FormerPipe former() {
        return former;
    }

    /** Whether the pane has one, or comes from one that goes on. */
    public boolean isThere() {
        return piped != null || former.isReading();
    }

    /** Whether none is to be begun: one is under way, or never will be. */
    boolean isBeginning() {
        return givenUp || beginning.get();
    }

    /**
     * Begins to pipe the pane, in the place of any other pipe. Refused when there is one of ours, or one is under way.
     *
     * @param by the client
     * @param begun run on the reader thread, told what became of it
     */
    void begin(ControlClient by, Consumer<Begun> begun) {
        boolean free = piped == null && !givenUp && beginning.compareAndSet(false, true);
        if (!free || !hold.take()) {
            refuse(by, free, begun);
            return;
        }
        Optional<NamedPipe> made = context.pipes().make();
        int before = disturbances.get();
        if (made.isPresent()) {
            NamedPipe pipe = made.get();
            tell(by, command(pipe.command()), reply -> begun.accept(replied(by, pipe, before, reply)));
            return;
        }
        // tmux reads a pane to its end for a pipe into nothing, too.
        givenUp = true;
        tell(by, address.ours() ? command(NamedPipe.NOWHERE) : ask(), reply -> {
            beginning.set(false);
            over();
            begun.accept(reply.ok() ? Begun.ELSEWHERE : Begun.REFUSED);
        });
    }

    /** Not of a feed that has ended, which has ended each pipe that was begun by then: that one only asks. */
    private void tell(ControlClient by, TmuxCommand command, ReplyListener replied) {
        synchronized (hold) {
            by.send(hold.takesMore() ? command : ask(), replied);
        }
    }

    private void refuse(ControlClient by, boolean free, Consumer<Begun> begun) {
        by.send(ask(), reply -> {
            if (free) {
                beginning.set(false);
            }
            begun.accept(Begun.REFUSED);
        });
    }

    private Begun replied(ControlClient by, NamedPipe pipe, int before, Reply reply) {
        boolean goesOn = hold.takesMore();
        boolean well = reply.ok() && goesOn && before == disturbances.get();
        piped = well ? new PipedOutput(pipe) : null;
        if (well) {
            context.metrics().add("stream.pipes", 1);
        } else {
            pipe.close();
            if (goesOn && reply.ok() && !address.ours()) {
                end(by, ended -> {});
            } else if (goesOn) {
                over();
            }
        }
        beginning.set(false);
        return well ? Begun.WELL : reply.ok() ? Begun.ELSEWHERE : Begun.REFUSED;
    }

    /** The client told that many bytes; whether {@link PipedOutput#looked} should be called soon. */
    boolean told(int length) {
        PipedOutput from = piped;
        return from != null && from.told(length);
    }

    /**
     * The pane comes through it from now on, behind what the client has told.
     *
     * @param to takes what comes
     * @param ended run at the end
     * @return who reads it, once {@link #goOn} was called; null when there is none
     */
    @Nullable
    PipeReader read(PipedOutput.Sink to, Runnable ended) {
        this.to = to;
        this.ended = ended;
        PipedOutput from = take();
        return from == null ? former.take() : reader(from);
    }

    /** By whomever the pane is followed when something comes. */
    private PipeReader reader(PipedOutput from) {
        return new PipeReader(from, (buffer, offset, length) -> to.bytes(buffer, offset, length), () -> ended.run());
    }

    /** Has it read what it is to read. */
    void goOn(PipeReader reader) {
        reader.begin(context.threads(), former.ahead());
    }

    /**
     * Takes the pipe away from here: what comes through it is the caller's, who closes it.
     *
     * @return it; null when there is none
     */
    @Nullable
    PipedOutput take() {
        PipedOutput last = piped;
        piped = null;
        return last;
    }

    /** Lets go of the pipe; another one may begin. */
    void drop() {
        PipedOutput last = take();
        if (last != null) {
            last.close();
        }
    }

    /** Lets go of the pipe for good. */
    void giveUp() {
        givenUp = true;
        drop();
        over();
        context.metrics().add("stream.pipes.given-up", 1);
    }

    /** Asks for the {@link PaneState} of the pane. */
    TmuxCommand ask() {
        return PaneState.ask(address);
    }

    /** Ends every pipe of the pane. */
    void end(ControlClient by, Consumer<Reply> ended) {
        tell(by, TmuxCommand.of("pipe-pane", "-t", address.paneId()), reply -> {
            over();
            ended.accept(reply);
        });
    }

    /** tmux pipes the pane no more, or for somebody else. */
    void over() {
        if (!address.ours()) {
            hold.letGo();
        }
    }

    /** Has nobody read the pane through a pipe, and tmux still read it to its end. */
    void toNowhere(ControlClient by, Consumer<Reply> done) {
        tell(by, command(NamedPipe.NOWHERE), done::accept);
    }

    private TmuxCommand command(String shell) {
        return TmuxCommand.of("pipe-pane", "-O", "-t", address.paneId(), shell);
    }

    @Override
    public void close() {
        drop();
        former.drop();
    }
}
