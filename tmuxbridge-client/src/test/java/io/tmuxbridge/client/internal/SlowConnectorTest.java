package io.tmuxbridge.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.client.TerminalSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Connectors that take longer to open a line than anybody waits for it. */
class SlowConnectorTest {

    private static final TerminalSpec DEV = TerminalSpec.session("dev");

    private final FakeServer server = new FakeServer();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Client client = server.client(tasks::add, () -> {});

    /** Each of them has a thread, and something half open at the server. */
    @Test
    void noneIsAskedForAnotherLineBeforeItHasReturned() {
        var first = client.open(DEV, new Witness());
        Runnable opening = tasks.remove();
        server.timer.pass(Duration.ofSeconds(16));
        var second = client.open(DEV, new Witness());
        runAll();
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isNotDone();
        server.timer.pass(Duration.ofSeconds(16));
        runAll();
        assertThat(second).as("whoever waits is told all the same").isCompletedExceptionally();
        assertThat(server.lines).isEmpty();

        var third = client.open(DEV, new Witness());
        server.timer.pass(Duration.ofSeconds(14));
        opening.run();
        assertThat(server.lines).as("the one that came too late").hasSize(1);
        server.timer.pass(Duration.ofSeconds(14)); // as long as any other line may take
        runAll();
        assertThat(server.lines.get(0).closed).contains(4000);
        assertThat(server.lines).hasSize(2);
        server.line().connected("fresh", "e1", 0, 0);
        runAll();
        assertThat(third).isCompleted();
    }

    /** The flag must not outlive it. */
    @Test
    void oneThatFailsWithAnErrorIsAskedAgain() {
        server.failure = Optional.of(new NoClassDefFoundError("a container"));
        Witness seen = new Witness();
        var opened = client.open(DEV, seen);
        try {
            tasks.remove().run();
        } catch (NoClassDefFoundError e) {
            // The executor's to report.
        }
        server.failure = Optional.empty();
        server.timer.pass(Duration.ofSeconds(16));
        runAll();
        assertThat(opened).isCompletedExceptionally();
        client.open(DEV, seen);
        server.timer.pass(Duration.ofSeconds(1));
        runAll();

        assertThat(server.lines).hasSize(1);
    }

    @Test
    void aClientThatIsClosedMeanwhileOpensNoOther() {
        client.open(DEV, new Witness());
        Runnable opening = tasks.remove();
        server.timer.pass(Duration.ofSeconds(16));
        client.open(DEV, new Witness());
        client.close();
        opening.run();
        runAll();

        assertThat(server.lines).hasSize(1);
        assertThat(server.line().closed).contains(1000);
    }

    private void runAll() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
