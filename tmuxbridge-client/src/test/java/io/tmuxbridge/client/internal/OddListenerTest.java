package io.tmuxbridge.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tmuxbridge.client.TerminalEnd.Reason;
import io.tmuxbridge.client.TerminalSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Listeners that do what they should not, or take long for what they do. */
class OddListenerTest {

    private final FakeServer server = new FakeServer();
    private Supplier<Throwable> noThread = () -> new OutOfMemoryError("unable to create native thread");
    private int missingThreads;

    /** Languages without checked exceptions throw them from anywhere. */
    @Test
    void oneThatThrowsACheckedExceptionEndsItsTerminalAsAnyOther() {
        Witness seen = new Witness() {
            @Override
            public void bytes(ByteBuffer data) {
                OddListenerTest.<RuntimeException>sneak(new IOException("the disk is full"));
            }
        };
        server.client(Optional.empty()).open(TerminalSpec.session("dev"), seen);
        FakeLine line = server.line();
        line.connected("fresh", "e1", 100, 0);
        line.snapshot(100, "S");
        try {
            line.output(100, "abc");
        } catch (RuntimeException e) {
            throw new AssertionError("reached the line's thread", e);
        }

        assertThat(seen.ends).extracting(end -> end.reason()).containsExactly(Reason.FAILED);
        assertThat(seen.ends.get(0).message()).contains("the disk is full");
    }

    @Test
    void oneThatThrewIsGivenNoOutputBehindThePieceThatItMissed() {
        List<String> given = new ArrayList<>();
        Witness seen = new Witness() {
            @Override
            public void bytes(ByteBuffer data) {
                given.add(UTF_8.decode(data).toString());
                throw new IllegalStateException("no room");
            }
        };
        server.client(Optional.empty()).open(TerminalSpec.session("dev"), seen);
        FakeLine line = server.line();
        line.connected("fresh", "e1", 100, 0);
        line.snapshot(100, "S");
        seen.terminal.orElseThrow().hold();
        line.output(100, "a");
        line.output(101, "b");
        seen.terminal.orElseThrow().release();

        assertThat(given).containsExactly("a");
        assertThat(seen.ends).extracting(end -> end.reason()).containsExactly(Reason.FAILED);
    }

    @Test
    void newsOfSessionsAreToldOneAtATimeAndThoseMeanwhileOnce() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        AtomicInteger calls = new AtomicInteger();
        Client client = server.client(tasks::add, () -> {
            if (calls.incrementAndGet() == 1) {
                sessionsChange();
                sessionsChange();
            }
        });
        client.sessions().list();
        tasks.remove().run(); // opens the line
        sessionsChange();
        sessionsChange();
        assertThat(tasks).as("threads that the listener may have at once").hasSize(1);
        tasks.remove().run();
        assertThat(tasks).hasSize(1);
        tasks.remove().run();

        assertThat(tasks).isEmpty();
        assertThat(calls).hasValue(2);
    }

    /** A machine without threads to spare: the terminal stayed connected, and showed nothing any more. */
    @Test
    void oneThatThereIsNoThreadForIsToldTheEndAsSoonAsThereIsOne() {
        Witness seen = new Witness();
        server.client(this::execute, () -> {}).open(TerminalSpec.session("dev"), seen);
        FakeLine line = server.line();
        line.connected("fresh", "e1", 100, 0);
        missingThreads = 1;
        line.snapshot(100, "S");

        assertThat(seen.ends).extracting(end -> end.reason()).containsExactly(Reason.FAILED);
        assertThat(seen.ends.get(0).message()).contains("no thread", "unable to create native thread");
        assertThat(line.types()).contains("disconnect");
    }

    @Test
    void aFutureThatThereIsNoThreadForIsCompletedAllTheSame() {
        Client client = server.client(this::execute, () -> {});
        var first = client.sessions().list();
        var second = client.sessions().list();
        missingThreads = 1;
        server.line().hangUp(1006, "");

        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();
    }

    /** Executors of containers throw what they like once they are stopped. */
    @Test
    void anExecutorThatThrowsAnythingIsOneWithoutThreads() {
        noThread = () -> new IllegalStateException("the application is stopped");
        Client client = server.client(this::execute, () -> {});
        Witness seen = new Witness();
        client.open(TerminalSpec.session("dev"), seen);
        FakeLine line = server.line();
        line.connected("fresh", "e1", 100, 0);
        var listed = client.sessions().list();
        missingThreads = 1;
        line.snapshot(100, "S");
        missingThreads = 1;
        client.close();

        assertThat(seen.ends).extracting(end -> end.reason()).containsExactly(Reason.FAILED);
        assertThat(seen.ends.get(0).message()).contains("no thread", "the application is stopped");
        assertThat(listed).isCompletedExceptionally();
    }

    @Test
    void whatFailsOnTheThreadOfTheCallerIsNotDoneAgain() {
        AtomicInteger calls = new AtomicInteger();
        Turns turns = new Turns();
        Promises promises = new Promises(turns, Runnable::run);

        assertThatIllegalStateException()
                .isThrownBy(() -> turns.run(() -> promises.later(() -> {
                    calls.incrementAndGet();
                    throw new IllegalStateException("a defect");
                })));
        assertThat(calls).hasValue(1);
    }

    private void execute(Runnable task) {
        if (missingThreads-- > 0) {
            OddListenerTest.<RuntimeException>sneak(noThread.get());
        }
        server.execute(task);
    }

    private void sessionsChange() {
        server.line().say("{'type':'event','name':'sessions-changed'}");
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable any) throws E {
        throw (E) any;
    }
}
