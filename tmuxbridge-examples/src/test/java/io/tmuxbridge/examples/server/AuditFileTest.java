package io.tmuxbridge.examples.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.AuditEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {

    @TempDir
    private Path directory;

    private static AuditEvent event(String caller) {
        return new AuditEvent(
                Instant.EPOCH, Optional.of(caller), "192.0.2.1", "connect", Optional.of("dev"), false, "not-found");
    }

    @Test
    void eachEventIsOneLineOfJsonWhateverIsInIt() throws Exception {
        Path file = directory.resolve("audit.jsonl");
        try (AuditFile audit = AuditFile.open(file)) {
            audit.record(event("ada\n{\"action\":\"forged\"}\u001b[2J"));
        }
        try (AuditFile audit = AuditFile.open(file)) {
            audit.record(event("bob"));
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.path("caller").asText()).startsWith("ada\n");
        assertThat(first.path("action").asText()).isEqualTo("connect");
        assertThat(first.path("allowed").asBoolean(true)).isFalse();
        assertThat(lines.get(1))
                .isEqualTo("{\"at\":\"1970-01-01T00:00:00Z\",\"action\":\"connect\",\"allowed\":false,"
                        + "\"address\":\"192.0.2.1\",\"caller\":\"bob\",\"session\":\"dev\",\"detail\":\"not-found\"}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void everyEventIsWrittenOrCounted() throws Exception {
        Path file = directory.resolve("audit.jsonl");
        int events = 50_000;
        try (AuditFile audit = AuditFile.open(file)) {
            for (int i = 0; i < events; i++) {
                audit.record(event("ada"));
            }
        }
        long written = 0;
        long lost = 0;
        for (String line : Files.readAllLines(file)) {
            JsonNode node = new ObjectMapper().readTree(line);
            lost += node.path("count").asLong();
            written += node.path("action").asText().equals("connect") ? 1 : 0;
        }
        assertThat(written + lost).isEqualTo(events);
    }

    /** A disk that is full takes part of a line, and then nothing. */
    private static final class Disk extends OutputStream {
        final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        final AtomicInteger refused = new AtomicInteger();
        private int room = 200;

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) throws IOException {
            int fits = Math.min(length, room);
            taken.write(bytes, from, fits);
            room -= fits;
            if (fits < length) {
                refused.incrementAndGet();
                throw new IOException("No space left on device");
            }
        }

        synchronized void makeRoom() {
            room = Integer.MAX_VALUE;
        }

        List<String> lines() {
            return taken.toString(StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void whatAFullDiskDidNotTakeIsCountedOnceThereIsRoom() {
        Disk disk = new Disk();
        try (AuditFile audit = AuditFile.to(directory.resolve("audit.jsonl"), disk)) {
            audit.record(event("ada"));
            await().until(() -> disk.lines().size() == 1);
            for (int i = 1; i <= 2; i++) {
                int refused = i;
                audit.record(event("bob"));
                await().until(() -> disk.refused.get() == refused);
            }
            disk.makeRoom();
            audit.record(event("cyd"));
        }
        List<String> lines = disk.lines();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).contains("\"ada\"").endsWith("}");
        assertThat(lines.get(1)).startsWith("{").doesNotContain("bob");
        assertThat(lines.get(2)).startsWith("{").contains("\"cyd\"").endsWith("}");
        assertThat(lines.get(3)).isEqualTo("{\"action\":\"audit.lost\",\"count\":2}");
    }

    /** The bug: everything was written to the file that had been moved away, and was lost with it. */
    @Test
    void aFileThatIsRotatedIsFollowedByANewOne() throws Exception {
        Path file = directory.resolve("audit.jsonl");
        Path old = directory.resolve("audit.jsonl.1");
        try (AuditFile audit = AuditFile.open(file)) {
            audit.record(event("ada"));
            await().until(() -> Files.size(file) > 0);
            Files.move(file, old);
            audit.record(event("bob"));
            await().until(() -> Files.exists(file) && Files.size(file) > 0);
            Files.delete(file);
            audit.record(event("cyd"));
        }
        assertThat(Files.readString(old)).contains("ada").doesNotContain("bob");
        assertThat(Files.readString(file)).contains("cyd").doesNotContain("bob");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatExistsKeepsItsPermissions() throws Exception {
        Path file = Files.createFile(directory.resolve("audit.jsonl"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        AuditFile.open(file).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void aFileThatCannotBeWrittenIsSaidAtTheStart() {
        assertThatThrownBy(() -> AuditFile.open(directory.resolve("no/such/file")))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContaining("--audit");
    }
}
