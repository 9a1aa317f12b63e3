package io.tmuxbridge.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.client.TerminalSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Connectors that take longer to open a line than anybody waits for it. */
class SlowConnectorTest {

    private static final TerminalSpec DEV = TerminalSpec.session("dev");

    private final FakeServer server = new FakeServer();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Client client = server.client(tasks::add, () -> {});

    /** One that hangs does not keep the next from being tried. */
    @Test
    void anotherLineIsTriedWhileOneIsStillBeingOpened() {
        slowCall();
        var opened = client.open(DEV, new Witness());
        runAll();
        server.line().connected("fresh", "e1", 0, 0);
        runAll();
        assertThat(opened).isCompleted();
    }

    /** Each of them has a thread, and something half open at the server. */
    @Test
    void noneIsTriedWhileFourAreStillBeingOpened() {
        Deque<Runnable> slow = new ArrayDeque<>();
        for (int i = 0; i < 4; i++) {
            slow.add(slowCall());
        }
        var fifth = client.open(DEV, new Witness());
        assertThat(tasks).isEmpty();
        server.timer.pass(Duration.ofSeconds(14));
        slow.remove().run();
        assertThat(server.lines).as("the one that came too late").hasSize(1);
        server.timer.pass(Duration.ofSeconds(14)); // as long as any other line may take
        runAll();
        assertThat(server.lines.get(0).closed).contains(4000);
        assertThat(server.lines).hasSize(2);
        server.line().connected("fresh", "e1", 0, 0);
        runAll();
        assertThat(fifth).isCompleted();
    }

    /** A call for which nobody waits any more, and which has not returned. */
    private Runnable slowCall() {
        var opened = client.open(DEV, new Witness());
        Runnable call = tasks.remove();
        server.timer.pass(Duration.ofSeconds(16));
        runAll();
        assertThat(opened).isCompletedExceptionally();
        return call;
    }

    /** The count must not outlive it. */
    @Test
    void oneThatFailsWithErrorsIsAskedAgain() {
        server.failure = Optional.of(new NoClassDefFoundError("a container"));
        for (int i = 0; i < 5; i++) {
            Runnable call = slowCall();
            assertThatThrownBy(call::run).as("the executor's to report").isInstanceOf(NoClassDefFoundError.class);
        }
        server.failure = Optional.empty();
        client.open(DEV, new Witness());
        server.timer.pass(Duration.ofSeconds(1));
        runAll();

        assertThat(server.lines).hasSize(1);
    }

    /** A container whose classes do not fit was told as a server that did not answer, after fifteen seconds. */
    @Test
    void anErrorIsToldAtOnceByItsName() {
        server.failure = Optional.of(new NoClassDefFoundError("a container"));
        var opened = client.open(DEV, new Witness());
        assertThatThrownBy(tasks.remove()::run).as("the executor's to report").isInstanceOf(NoClassDefFoundError.class);
        runAll();

        assertThat(opened)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("java.lang.NoClassDefFoundError: a container");
    }

    @Test
    void aClientThatIsClosedMeanwhileOpensNoOther() {
        Runnable first = slowCall();
        for (int i = 0; i < 3; i++) {
            slowCall();
        }
        client.open(DEV, new Witness());
        client.close();
        first.run();
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
