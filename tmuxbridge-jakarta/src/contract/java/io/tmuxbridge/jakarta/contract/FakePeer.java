package io.tmuxbridge.jakarta.contract;

import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.ConnectionHandler;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One connection as the bridge sees it: records what comes in, and whether calls ever overlap. */
public final class FakePeer implements ConnectionHandler {

    private static final Set<Thread.State> IDLE =
            EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED);

    /** Something that came in; text and bytes are told apart by their type. */
    public record Closed(int code, String reason) {}

    private final Thread opener = Thread.currentThread();
    private final Connection connection;
    private final int maxMessageBytes;
    private final BlockingQueue<Object> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<Closed> ends = new LinkedBlockingQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicInteger overlaps = new AtomicInteger();
    private final AtomicInteger signsOfLife = new AtomicInteger();
    private volatile Consumer<String> onText = text -> {};

    public FakePeer(Connection connection, int maxMessageBytes) {
        this.connection = connection;
        this.maxMessageBytes = maxMessageBytes;
    }

    public Connection connection() {
        return connection;
    }

    /** Runs within the call that brings a text. */
    public void onText(Consumer<String> action) {
        onText = action;
    }

    @Override
    public void text(String message) {
        alone(() -> {
            messages.add(message);
            onText.accept(message);
        });
    }

    @Override
    public void binary(ByteBuffer message) {
        alone(() -> {
            byte[] copy = new byte[message.remaining()];
            message.get(copy);
            messages.add(copy);
        });
    }

    @Override
    public void alive() {
        alone(signsOfLife::incrementAndGet);
    }

    /** Answers to pings, and parts of messages. */
    public int signsOfLife() {
        return signsOfLife.get();
    }

    @Override
    public void closed(int code, String reason) {
        alone(() -> ends.add(new Closed(code, reason)));
    }

    @Override
    public int maxMessageBytes() {
        return maxMessageBytes;
    }

    /**
     * Whether the container had ended it with 1001 when its opening was done, and its thread had nothing more to do.
     */
    boolean endedAsItOpened() throws InterruptedException {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!IDLE.contains(opener.getState()) && ends.isEmpty() && System.nanoTime() < patience) {
            TimeUnit.MICROSECONDS.sleep(100);
        }
        Closed end = ends.peek();
        return end != null && end.code() == CloseCode.GOING_AWAY.code();
    }

    public Object message() throws InterruptedException {
        return Optional.ofNullable(messages.poll(20, TimeUnit.SECONDS)).orElseThrow();
    }

    public int messagesWaiting() {
        return messages.size();
    }

    public Closed end() throws InterruptedException {
        return Optional.ofNullable(ends.poll(20, TimeUnit.SECONDS)).orElseThrow();
    }

    public int furtherEnds() {
        return ends.size();
    }

    public int overlaps() {
        return overlaps.get();
    }

    private void alone(Runnable call) {
        if (!busy.compareAndSet(false, true)) {
            overlaps.incrementAndGet();
        }
        try {
            call.run();
        } finally {
            busy.set(false);
        }
    }
}
