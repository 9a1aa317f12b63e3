package io.tmuxbridge.core.drive;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.directory.PaneHistory;
import io.tmuxbridge.core.session.Attachment;
import io.tmuxbridge.core.stream.Feed;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.pane.Await;
import io.tmuxbridge.pane.Awaited;
import io.tmuxbridge.pane.CaptureRange;
import io.tmuxbridge.pane.Pane;
import io.tmuxbridge.pane.PaneCapture;
import io.tmuxbridge.pane.PaneOutput;
import io.tmuxbridge.pane.PanePosition;
import io.tmuxbridge.pane.RunResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A pane as a program drives it: a viewer like any other, without a say in the size.
 *
 * <p>Calls are carried out one after the other, in their order, by workers: each asks first whether it is allowed.
 * Those who wait are {@link Readers} of the pane's log.
 *
 * <p><b>Threads:</b> any.
 */
public final class DrivenPane implements Pane {

    private final DriveContext context;
    private final Attachment attachment;
    private final Permit permit;
    private final Feed feed;
    private final Readers readers;
    private final Sent sent;
    private final Serial calls;
    private final Typist typist;
    private final Commands commands;
    private final Looks looks;
    private final AtomicBoolean left = new AtomicBoolean();
    private volatile @Nullable RuntimeException closed;

    DrivenPane(DriveContext context, Attachment attachment, Permit permit, Readers readers, Sent sent) {
        this.context = context;
        this.attachment = attachment;
        this.permit = permit;
        this.feed = attachment.terminal().feed();
        this.readers = readers;
        this.sent = sent;
        this.calls = new Serial(context.work());
        this.typist = new Typist(attachment, permit, sent, context.metrics());
        this.commands = new Commands(context, readers, typist, feed::address);
        this.looks = new Looks(context, calls, () -> permit.view(sessionId()), this::end);
        readers.whenOver(() -> leave(false));
    }

    @Override
    public String id() {
        return feed.address().paneId();
    }

    /** {@return where the pane is} */
    public PaneAddress address() {
        return feed.address();
    }

    private String sessionId() {
        return address().sessionId();
    }

    @Override
    public PanePosition position() {
        return new PanePosition(feed.epoch(), feed.log().head());
    }

    @Override
    public CompletableFuture<PanePosition> send(String text) {
        byte[] data = Objects.requireNonNull(text, "text").getBytes(StandardCharsets.UTF_8);
        CompletableFuture<PanePosition> result = new CompletableFuture<>();
        call(result, data.length, () -> {
            requireOpen();
            typist.type("pane.send", data, result);
        });
        return result;
    }

    /**
     * Whether the pane has ended.
     *
     * @return true when calls are refused
     */
    public boolean hasEnded() {
        return feed.hasEnded();
    }

    @Override
    public CompletableFuture<RunResult> run(String command, Duration timeout) {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(timeout, "timeout");
        CompletableFuture<RunResult> result = new CompletableFuture<>();
        call(result, command.length(), () -> {
            requireOpen();
            requireTime(timeout);
            commands.run(command, timeout, result);
        });
        return result;
    }

    @Override
    public CompletableFuture<Awaited> awaitOutput(Await what, PanePosition from, Duration timeout) {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(timeout, "timeout");
        CompletableFuture<Awaited> result = new CompletableFuture<>();
        call(result, 0, () -> {
            requireOpen();
            requireTime(timeout);
            if (!from.epoch().equals(feed.epoch())
                    || from.offset() < 0
                    || from.offset() > feed.log().head()) {
                throw new TmuxBridgeException(
                        ErrorCode.STALE,
                        "offset " + from.offset() + " of epoch " + from.epoch() + " is none of pane " + id()
                                + " now: its stream has begun anew, or that is of another pane; wait from now on");
            }
            permit.view(sessionId());
            readers.requirePlace();
            readers.add(new AwaitTask(what, from, readers.waiting(result, timeout)));
        });
        return result;
    }

    @Override
    public CompletableFuture<PaneCapture> capture(CaptureRange range) {
        Objects.requireNonNull(range, "range");
        CompletableFuture<PaneCapture> result = new CompletableFuture<>();
        call(result, 0, () -> {
            requireOpen();
            permit.view(sessionId());
            PaneHistory.Lines lines = permit.lines().read(id(), range.start(), range.end(), range.attributes());
            result.complete(new PaneCapture(lines.lines(), lines.start(), lines.historySize()));
        });
        return result;
    }

    @Override
    public Flow.Publisher<PaneOutput> follow() {
        return subscriber -> calls.run(readers.subscribing(subscriber, this::mayView));
    }

    private void mayView() {
        requireOpen();
        permit.view(sessionId());
    }

    private <T> void call(CompletableFuture<T> result, int bytes, Runnable body) {
        boolean taken = calls.offer(
                () -> {
                    if (result.isDone()) {
                        return;
                    }
                    try {
                        body.run();
                    } catch (RuntimeException | Error e) {
                        result.completeExceptionally(e);
                    }
                },
                bytes);
        if (!taken) {
            context.metrics().add("drivers.refused", 1);
            result.completeExceptionally(
                    new TmuxBridgeException(ErrorCode.LIMIT, "too many calls wait for pane " + id() + "; slow down"));
        }
    }

    private void requireOpen() {
        RuntimeException why = closed;
        if (why != null) {
            throw why;
        }
        if (feed.hasEnded()) {
            throw new TmuxBridgeException(ErrorCode.NOT_FOUND, "pane " + id() + " has ended");
        }
    }

    private static void requireTime(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new TmuxBridgeException(ErrorCode.INVALID, "timeout is " + timeout + ": it must be more than zero");
        }
    }

    /** Looks again whether the caller may see the pane; when not, it drives it no longer. */
    public void lookAgain() {
        looks.again();
    }

    /**
     * It drives the pane no longer; what waits fails. Idempotent.
     *
     * @param why what it is told
     */
    public void end(RuntimeException why) {
        end(why, false, readers::end);
    }

    /** Its driver's connection is lost: what waits fails, and positions stay good for a while. Idempotent. */
    public void lost() {
        end(new TmuxBridgeException(ErrorCode.UNAVAILABLE, "the connection of its driver is lost"), true, readers::end);
    }

    private void end(RuntimeException why, boolean mayReturn, Consumer<RuntimeException> tell) {
        synchronized (this) {
            if (closed != null) {
                return;
            }
            closed = why;
        }
        tell.accept(why);
        sent.end(why);
        leave(mayReturn);
    }

    /** Nothing is left to be read, or nobody may read it. */
    private void leave(boolean mayReturn) {
        if (left.compareAndSet(false, true)) {
            attachment.leave(mayReturn);
            permit.left();
        }
    }

    /**
     * Whether it counts no longer: it was closed, or its pane has ended and everybody was told what they waited for.
     *
     * @return true when nothing of it is left
     */
    public boolean hasLeft() {
        return left.get();
    }

    @Override
    public void close() {
        end(new TmuxBridgeException(ErrorCode.NOT_FOUND, "this pane was closed by its driver"), false, readers::close);
    }
}
