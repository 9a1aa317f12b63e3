package io.tmuxbridge.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {

    /** It was closing before it had the time since when: who looked in between ended it without its grace. */
    @Test
    void oneThatIsLookedAtWhileItIsClosedHasItsGrace() throws Exception {
        AtomicInteger ended = new AtomicInteger();
        ConnectionKey key = ConnectionKey.create(new SecureRandom(), Optional.empty());
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            CyclicBarrier both = new CyclicBarrier(2);
            for (int i = 0; i < 20_000; i++) {
                HttpConnection connection =
                        new HttpConnection(key, null, false, HttpOptions.defaults(), it -> ended.incrementAndGet());
                Future<?> looks = other.submit(() -> {
                    both.await();
                    for (int j = 0; j < 20; j++) {
                        connection.look(System.nanoTime());
                    }
                    return null;
                });
                both.await();
                connection.close(1000, "");
                looks.get();
            }
        } finally {
            other.shutdownNow();
        }
        assertThat(ended).hasValue(0);
    }
}
