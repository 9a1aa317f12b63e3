package io.tmuxbridge.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TmuxBridge;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Threads that close connections end with the bridge, unless somebody else answers for them. */
class CloserPoolTest {

    private final List<Runnable> whenClosed = new ArrayList<>();
    private final TmuxBridge bridge = (TmuxBridge) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {TmuxBridge.class}, (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("whenClosed");
                whenClosed.add((Runnable) arguments[0]);
                return null;
            });

    private static Thread threadOf(Executor closer) {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        closer.execute(() -> thread.complete(Thread.currentThread()));
        return thread.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void theThreadsOfTheDefaultOptionsEndWithTheBridge() throws Exception {
        EndpointOptions options =
                EndpointOptions.defaults().withPathPrefix("/a").forBridge(bridge);
        assertThat(whenClosed).as("asked of a bridge that may not be there yet").isEmpty();
        Thread closing = threadOf(options.closer());
        Thread timing = threadOf(CloserPool.later(options.closer(), Duration.ofMillis(1)));
        assertThat(whenClosed).hasSize(1);

        whenClosed.get(0).run();

        closing.join(Duration.ofSeconds(2).toMillis());
        timing.join(Duration.ofSeconds(2).toMillis());
        assertThat(closing.isAlive() || timing.isAlive()).isFalse();
    }

    @Test
    void aConnectionThatComesAfterTheEndIsClosedAllTheSame() {
        EndpointOptions options = EndpointOptions.defaults().forBridge(bridge);
        Thread before = threadOf(options.closer());
        whenClosed.get(0).run();

        assertThat(threadOf(options.closer())).isNotSameAs(before);
        assertThat(whenClosed).hasSize(1);
    }

    /** Aborts waited behind closes, which a peer that does not read may hold up until it is aborted. */
    @Test
    void closesThatBlockHoldNoAbortBack() {
        CountDownLatch peersRead = new CountDownLatch(1);
        try (CloserPool pool = new CloserPool()) {
            for (int i = 0; i < 100; i++) {
                pool.execute(() -> {
                    try {
                        peersRead.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }

            assertThat(threadOf(CloserPool.later(pool, Duration.ofMillis(1)))).isNotNull();
            peersRead.countDown();
        }
    }

    @Test
    void twoBridgesWithTheSameOptionsHaveAPoolEach() {
        EndpointOptions options = EndpointOptions.defaults();

        assertThat(options.forBridge(bridge).closer())
                .isNotSameAs(options.forBridge(bridge).closer());
    }

    @Test
    void aPoolOfTheApplicationIsItsOwn() {
        try (CloserPool own = new CloserPool()) {
            EndpointOptions options = EndpointOptions.defaults().withCloser(own).forBridge(bridge);
            threadOf(options.closer());

            assertThat(options.closer()).isSameAs(own);
            assertThat(whenClosed).isEmpty();
        }
    }
}
