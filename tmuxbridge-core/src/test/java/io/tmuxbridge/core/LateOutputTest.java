package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A bridge that reads so slowly that it has tmux pause the pane. tmux throws away then what it has for the client, but
 * not the answers that stand behind that: they come too early.
 */
@Tag("slow")
class LateOutputTest {

    private static final String PRINTER =
            "$|=1; for($i=0;;$i++){printf \"L%09d\\n\",$i; select(undef,undef,undef,0.01) unless $i%500}";
    /** Longer than half a second, from which on tmux is late. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(800);
    /** So many pieces of output are read between two rests. */
    private static final int READ = 50;

    private static final int VIEWERS = 20;
    private static final int PAUSES = 4;

    private final BridgeFixture fixture = new BridgeFixture();
    private final AtomicInteger read = new AtomicInteger();

    @AfterEach
    void close() {
        fixture.metrics.on("stream.bytes", () -> {});
        fixture.close();
    }

    @Test
    void whatWasAskedBeforeThePauseIsNotTakenForThePlaceItComesAt() {
        fixture.server.newSession("s", 80, 24, "perl", "-e", PRINTER);
        Deque<BridgeFixture.Client> viewers = new ArrayDeque<>();
        for (int i = 0; i < VIEWERS; i++) {
            viewers.add(join());
        }
        BridgeFixture.Client quiet = join();
        viewers.forEach(viewer -> viewer.hear("connected"));
        quiet.hear("connected");
        fixture.metrics.on("stream.bytes", this::restAtTimes);
        await().atMost(FloodingPane.LONG.multipliedBy(3)).until(() -> {
            // Each may want a new screen now and then; so one of them always does.
            viewers.addLast(viewers.removeFirst());
            viewers.getFirst().say("{'type':'refresh','channel':1}");
            return fixture.metrics.count("stream.late") >= PAUSES;
        });
        assertThat(fixture.metrics.count("stream.tracker.corrected")).isZero();
        assertThat(fixture.metrics.count("stream.verify.differences")).isZero();
        quiet.hear(node -> node.path("name").asText().equals("gap"));
    }

    private void restAtTimes() {
        if (read.incrementAndGet() % READ == 0) {
            LockSupport.parkNanos(REST_NANOS);
        }
    }

    private BridgeFixture.Client join() {
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s','cols':80,'rows':24,'access':'read'}");
        return client;
    }
}
