package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.access.Audit;
import io.tmuxbridge.access.AuditEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingTest {

    @TempDir
    private Path directory;

    private final Serving serving = new Serving();

    private static AuditEvent event() {
        return new AuditEvent(Instant.EPOCH, Optional.empty(), "192.0.2.1", "connect", Optional.empty(), true, "");
    }

    @Test
    void itsEndWritesWhatWaitsForTheAudit() throws Exception {
        Path file = directory.resolve("audit");
        Audit audit = serving.audit(file);
        for (int i = 0; i < 5_000; i++) {
            audit.record(event());
        }
        serving.close();
        assertThat(Files.readAllLines(file)).hasSize(5_000);
    }

    @Test
    void whatIsRefusedBeforeTheBridgeKnowsOfItIsInTheAuditWhereThereIsOne() throws Exception {
        serving.record(event());
        Path file = directory.resolve("audit");
        serving.audit(file);
        serving.record(event());
        serving.close();
        assertThat(Files.readAllLines(file)).singleElement().asString().contains("192.0.2.1");
    }

    @Test
    void aStartThatFailsWritesWhatWaitsForTheAudit() throws Exception {
        Path file = directory.resolve("audit");
        assertThatThrownBy(() -> serving.start(() -> {
                    serving.audit(file).record(event());
                    throw new IllegalStateException("no server today");
                }))
                .hasMessage("no server today");
        assertThat(Files.readAllLines(file)).hasSize(1);
    }

    /** That of its tmux server takes time, of which there is little. */
    @Test
    void theRehearsalEndsAtOnceAndTheServerWhenItHasStarted() throws Exception {
        CountDownLatch starting = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Thread start = new Thread(() -> assertThatThrownBy(() -> serving.start(() -> {
            starting.countDown();
            awaitUninterrupted(go);
            throw new IllegalStateException("no server today");
        })));
        start.start();
        starting.await();
        Thread end = new Thread(() -> {
            try {
                serving.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        end.start();
        await().until(() -> !serving.guests().isRest());
        await().until(() -> end.getState() == Thread.State.BLOCKED);
        go.countDown();
        end.join();
        start.join();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
