package io.tmuxbridge.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.core.codec.JsonCodec;
import io.tmuxbridge.core.codec.ServerMessage;
import io.tmuxbridge.testkit.InMemoryConnection;
import io.tmuxbridge.transport.Subprotocol;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A connection is never left mute: what cannot go on says so. */
class OutboundPumpTest {

    private static final ServerMessage PONG = new ServerMessage.Pong(Optional.empty());

    private final InMemoryConnection connection = InMemoryConnection.open(Subprotocol.JSON, Credentials.NONE);
    private final List<Throwable> troubles = new CopyOnWriteArrayList<>();
    private final OutboundPump pump = pump(connection);

    private OutboundPump pump(InMemoryConnection to) {
        return new OutboundPump(to, new JsonCodec(1024, () -> 0), 1 << 20, new OutboundPump.Trouble() {
            @Override
            public void overflow(int queuedBytes) {}

            @Override
            public void failed(Throwable failure) {}

            @Override
            public void broken(Throwable defect) {
                troubles.add(defect);
            }
        });
    }

    /**
     * The bug: a terminal that left between two looks at the list of them ended the pump, which took itself for
     * running.
     */
    @Test
    void terminalsComeAndGoWhileThePumpRuns() {
        pump.add(Optional::empty);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> waking = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                pump.wake();
            }
        });
        for (int i = 0; i < 150_000 && !waking.isDone(); i++) {
            OutboundPump.Source goes = Optional::empty;
            pump.add(goes);
            pump.remove(goes);
        }
        over.set(true);
        waking.join();
        pump.send(PONG);
        assertThat(connection.frames()).hasSize(1);
    }

    /** The bug: a message that came while the pump found nothing to send was lost when the end came behind it. */
    @Test
    void whatWasSentBeforeTheEndLeavesBeforeTheEnd() {
        AtomicReference<OutboundPump> woken = new AtomicReference<>(pump);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> waking = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                woken.get().wake();
            }
        });
        int lost = 0;
        for (int i = 0; i < 100_000; i++) {
            InMemoryConnection each = InMemoryConnection.open(Subprotocol.JSON, Credentials.NONE);
            OutboundPump ending = pump(each);
            woken.set(ending);
            CompletableFuture<Integer> framesAtTheEnd = new CompletableFuture<>();
            ending.send(PONG);
            ending.whenEmpty(() -> framesAtTheEnd.complete(each.frames().size()));
            lost += 1 - framesAtTheEnd.join();
        }
        over.set(true);
        waking.join();
        assertThat(lost).isZero();
    }

    /** The bug: whoever woke it got the exception, and nothing was sent any more on a connection that stayed open. */
    @Test
    void whatCannotBeMadeEndsItWithAWordAndHarmsNobodyWhoWokeIt() {
        RuntimeException defect = new IllegalStateException("a defect");
        pump.add(() -> {
            throw defect;
        });
        assertThat(troubles).containsExactly(defect);
        pump.wake();
        pump.send(PONG);
        assertThat(connection.frames()).isEmpty();
        assertThat(troubles).as("told once").hasSize(1);
    }
}
