package io.tmuxbridge.client.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.client.internal.Threads;
import io.tmuxbridge.client.spi.LineListener;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A line by a container that does what containers have been seen to do. */
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SocketLineTest {

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<String> closes = new CopyOnWriteArrayList<>();

    private final LineListener listener = new LineListener() {
        @Override
        public void text(String message) {}

        @Override
        public void binary(ByteBuffer message) {}

        @Override
        public void closed(int code, String reason) {
            closes.add(code + " " + reason);
        }
    };

    private SocketLine line(BiConsumer<String, SendHandler> container) {
        RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class, (text, handler) -> {
            container.accept(text, handler);
            return null;
        });
        return line(remote, Threads.named("test-sender"));
    }

    private SocketLine line(RemoteEndpoint.Async remote, Executor sender) {
        Session session = proxy(Session.class, (what, none) -> what.isEmpty() ? remote : sent.add(what));
        return new SocketLine(session, new SocketEndpoint(listener, 1), sender);
    }

    private interface Call {
        Object made(String text, SendHandler handler);
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "sendText" -> call.made((String) arguments[0], (SendHandler) arguments[1]);
                        case "getAsyncRemote" -> {
                            return call.made("", result -> {});
                        }
                        case "close" -> call.made("close", result -> {});
                        default -> throw new AssertionError(method);
                    }
                    return null;
                }));
    }

    /** Tomcat's client does for as long as the server does not read: with it, all calls of the client waited. */
    @Test
    void aContainerThatBlocksInASendHoldsNobodyUp() {
        CountDownLatch reads = new CountDownLatch(1);
        SocketLine line = line((text, handler) -> {
            waitFor(reads);
            sent.add(text);
            handler.onResult(new SendResult());
        });
        line.text("a");
        line.text("b");
        line.text("c");
        assertThat(sent).isEmpty();
        reads.countDown();

        await().until(() -> sent.size() == 3);
        assertThat(sent).containsExactly("a", "b", "c");
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The close waited for the server in a turn of the client, and Jetty's did not tell of it. */
    @Test
    void oneWhoseServerTakesNothingIsOverAtItsBoundAndLeavesTheCloseToTheClient() {
        SocketLine line = line((text, handler) -> {});
        String much = "x".repeat(1 << 20);
        for (int i = 0; i < 70; i++) {
            line.text(much);
        }

        assertThat(closes).containsExactly("4413 the server takes nothing");
    }

    /** It looked connected and sent nothing any more, however long the server talked. */
    @Test
    void oneThatGetsNoThreadToSendIsOver() {
        SocketLine line = line(proxy(RemoteEndpoint.Async.class, (text, handler) -> null), task -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        line.text("a");
        line.text("b");

        assertThat(closes).hasSize(1);
    }

    @Test
    void aContainerThatThrowsIsAskedAgainForTheNext() {
        SocketLine line = line((text, handler) -> {
            sent.add(text);
            throw new IllegalArgumentException("no");
        });
        line.text("a");
        line.text("b");

        await().until(() -> sent.size() == 2);
        assertThat(sent).containsExactly("a", "b");
    }

    /** A class that the container does not find, or no memory: the line looked connected and sent nothing any more. */
    @Test
    void oneWhoseContainerFailsWithAnErrorIsOver() {
        SocketLine line = line((text, handler) -> {
            sent.add(text);
            throw new NoClassDefFoundError("of the container");
        });
        line.text("a");
        line.text("b");

        await().until(() -> !closes.isEmpty());
        assertThat(closes.get(0)).startsWith("1006 ").contains("of the container");
        assertThat(sent).as("nothing goes on behind what is missing").containsExactly("a");
    }

    /**
     * Between two messages nothing is being sent for a moment: a leave that was taken just then left the second out.
     */
    @Test
    void aLeaveIsTakenBehindAllThatWasSaidBefore() {
        ExecutorService sender = Executors.newCachedThreadPool();
        try {
            for (int i = 0; i < 2_000; i++) {
                leaveBehindTwo(sender);
                assertThat(sent).containsExactly("a", "b", "close");
            }
        } finally {
            sender.shutdownNow();
        }
    }

    private void leaveBehindTwo(Executor sender) {
        sent.clear();
        AtomicBoolean first = new AtomicBoolean();
        RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class, (text, handler) -> {
            sent.add(text);
            first.set(true);
            handler.onResult(new SendResult());
            return null;
        });
        SocketLine line = line(remote, sender);
        line.text("a");
        line.text("b");
        while (!first.get()) {
            Thread.onSpinWait();
        }
        line.close(1000, "done");
    }
}
