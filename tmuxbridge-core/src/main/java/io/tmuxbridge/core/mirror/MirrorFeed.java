package io.tmuxbridge.core.mirror;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.input.InputDone;
import io.tmuxbridge.core.input.InputPace;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.stream.Feed;
import io.tmuxbridge.core.stream.HoldBack;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.PaneEnd;
import io.tmuxbridge.core.stream.PaneListener;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.stream.Watchers;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.ScreenClient;
import io.tmuxbridge.pty.PtyProvider;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What {@code tmux attach} draws of a session, in a terminal of one size: the bytes of an ordinary client, in a log.
 *
 * <p>It ends with the client: when the session does, when somebody detaches it, when tmux moves it to another session.
 *
 * <p><b>Threads:</b> any; a thread of its own reads the terminal and waits for no socket.
 */
public final class MirrorFeed implements Feed {

    private static final int CHUNK = 16 * 1024;
    private static final long FIRST_MILLIS = 2000;

    private final StreamContext context;
    private final PtyProvider ptys;
    private final PaneAddress address;
    private final boolean writes;
    private final PaneListener listener;
    private final String epoch = UUID.randomUUID().toString();
    private final MirrorScreen screen;
    private final MirrorInput input;
    private final HoldBack holding;
    private final MirrorEnd farewell = new MirrorEnd();
    private final CountDownLatch first = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();

    private volatile @Nullable ScreenClient client;

    /**
     * Prepares to follow a session.
     *
     * @param context what it needs of its bridge
     * @param ptys makes its terminal
     * @param address the session, and the pane that is active in it
     * @param size columns and rows
     * @param writes whether it takes input
     * @param listener told of its life
     */
    public MirrorFeed(
            StreamContext context,
            PtyProvider ptys,
            PaneAddress address,
            TerminalSize size,
            boolean writes,
            PaneListener listener) {
        this.context = context;
        this.ptys = ptys;
        this.address = address;
        this.writes = writes;
        this.listener = listener;
        this.input = new MirrorInput(context);
        this.holding = new HoldBack(context, listener::isOverrun, ended::get);
        this.screen = new MirrorScreen(
                context, size, input::answer, () -> context.work().execute(this::look));
    }

    @Override
    public void open(Runnable beforeFirstSnapshot) {
        ScreenClient attached = context.tmux().draw(ptys, address.sessionId(), address.server(), screen.size(), writes);
        client = attached;
        if (ended.get()) {
            attached.close();
            return;
        }
        attached.read(() -> read(attached));
        input.use(attached.pty().input());
        beforeFirstSnapshot.run();
        try {
            boolean inTime = first.await(FIRST_MILLIS, TimeUnit.MILLISECONDS);
            context.metrics().add("mirror.late", inTime ? 0 : 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(ScreenClient from) {
        byte[] buffer = new byte[CHUNK];
        try (InputStream in = from.pty().output()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                holding.holdBack();
                take(buffer, n);
            }
        } catch (IOException e) {
            // so it ends on Linux when the client has gone
        }
        farewell.over();
        first.countDown();
        context.work().execute(this::lost);
    }

    private void take(byte[] buffer, int length) {
        farewell.take(buffer, length);
        screen.take(buffer, length).forEach(listener::event);
        first.countDown();
        input.send();
        listener.advanced();
    }

    /**
     * Gives the terminal another size.
     *
     * @param wanted columns and rows
     */
    public void resize(TerminalSize wanted) {
        if (!screen.resize(wanted)) {
            return;
        }
        ScreenClient current = client;
        try {
            if (current != null) {
                current.pty().resize(wanted);
            }
        } catch (IOException e) {
            lost();
        }
        listener.advanced();
    }

    @Override
    public Optional<Snapshot> snapshot(long serial, int history) {
        return client == null ? Optional.empty() : Optional.of(screen.snapshot());
    }

    /**
     * There always is one; whoever waits for it is woken, by another thread as this one may be reading for a viewer.
     */
    @Override
    public long capture(int history) {
        context.work().execute(listener::advanced);
        return 1;
    }

    @Override
    public void input(byte[] data, InputPace pace, InputDone done) {
        input.offer(data, pace, done);
    }

    @Override
    public void sendInput() {
        input.send();
    }

    /** What is typed. */
    public MirrorInput typing() {
        return input;
    }

    /** Waits until tmux has read what was typed: it reads a terminal before it answers a command that comes behind. */
    public void settleInput() {
        input.awaitWritten();
        drawing().ifPresent(current -> ScreenClient.look(List.of(current)));
    }

    /** Whether the client still draws its session; if not, this is over. Blocks for some milliseconds. */
    private void look() {
        ScreenClient current = client;
        if (current != null && !ScreenClient.look(List.of(current)).isEmpty()) {
            lost();
        }
    }

    /** The client has ended, or draws its session no more. Blocks for some milliseconds. */
    public void lost() {
        if (!ended.get()) {
            end(farewell.why(context.tmux(), address));
        }
    }

    private void end(PaneEnd why) {
        if (ended.compareAndSet(false, true)) {
            screen.end();
            input.fail();
            listener.ended(why);
            drawing().ifPresent(ScreenClient::close);
        }
    }

    /** The client that draws, ended or not; absent before the feed is open. */
    public Optional<ScreenClient> drawing() {
        return Optional.ofNullable(client);
    }

    @Override
    public PaneAddress address() {
        return address;
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public OutputLog log() {
        return screen.log();
    }

    @Override
    public TerminalSize size() {
        return screen.size();
    }

    @Override
    public Optional<ControlClient> client() {
        return Optional.empty();
    }

    @Override
    public void watchedBy(Watchers watchers) {}

    /** All clients are looked at together ({@link ScreenClient#look}). */
    @Override
    public void tick() {}

    @Override
    public boolean hasEnded() {
        return ended.get();
    }

    @Override
    public void close() {
        end(PaneEnd.CLOSED);
    }
}
