package io.tmuxbridge.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {

    /** The thread that looks after all of them was ended by an error, such as a class that is not there. */
    @Test
    void anErrorOfOneConnectionLeavesNoOtherUnattended() throws Exception {
        try (OpenConnections open = new OpenConnections()) {
            open.add(impatient(() -> {
                throw new NoClassDefFoundError("on purpose");
            }));
            for (int i = 0; i < 2; i++) {
                CountDownLatch ended = new CountDownLatch(1);
                open.add(impatient(ended::countDown));
                assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    /** A container may stop a servlet and start it again: nobody looked after its connections then. */
    @Test
    void whatIsStartedAgainIsLookedAfterAgain() throws Exception {
        try (OpenConnections open = new OpenConnections()) {
            open.add(impatient(() -> {}));
            open.close();
            open.begin();
            CountDownLatch ended = new CountDownLatch(1);
            open.add(impatient(ended::countDown));
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** For which no event stream comes, and that says when it is over. */
    private static HttpConnection impatient(Runnable onEnd) {
        return new HttpConnection(
                ConnectionKey.create(new SecureRandom(), Optional.empty()),
                null,
                false,
                HttpOptions.defaults().withOpenTime(Duration.ofMillis(1)),
                connection -> onEnd.run());
    }
}
