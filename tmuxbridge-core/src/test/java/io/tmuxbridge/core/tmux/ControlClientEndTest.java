package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.testkit.Signals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients end without leaving anything behind, also when tmux does not play along. */
class ControlClientEndTest {

    private final RealTmux real = new RealTmux();

    @AfterEach
    void end() {
        real.close();
    }

    private static long readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(RealTmux.THREAD))
                .count();
    }

    @Test
    void manyClientsLeaveNoProcessAndNoThread() {
        String session = real.server.newSession("a", 80, 24, "sh");
        List<ControlClient> clients = new ArrayList<>();
        List<RecordingListener> listeners = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            listeners.add(new RecordingListener());
            clients.add(real.attach(session, listeners.get(i)));
        }
        clients.forEach(ControlClient::close);
        await().untilAsserted(() -> assertThat(listeners)
                .allSatisfy(listener -> assertThat(listener.closed()).hasSize(1)));
        await().until(() -> readers() == 0);
        await().until(() -> clients.stream()
                .allMatch(client -> ProcessHandle.of(client.pid()).isEmpty()));
        await().until(() -> real.server.tmux("list-clients").isEmpty());
    }

    /**
     * Who waits for the end finds no client any more: the process may be over a moment later. And tmux lives: 3.3a died
     * here in two of three runs when the clients' input was closed.
     */
    @Test
    void afterTheEndNoClientIsLeftAndTmuxLivesWhileProgramsPrint() {
        List<ControlClient> clients = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String session = real.server.newSession("p" + i, 80, 24, "sh", "-c", "while :; do echo line; done");
            clients.add(real.attach(session, new RecordingListener()));
        }
        clients.forEach(ControlClient::close);
        real.tmux.end();
        assertThat(clients).allMatch(client -> ProcessHandle.of(client.pid()).isEmpty());
        await().until(() -> real.server.tmux("list-clients").isEmpty());
        assertThat(real.server.tmux("list-sessions")).hasLineCount(10);
    }

    /** Clients that were closed and do not go. */
    @Test
    void aStoppedServerHoldsUpTheEndForAMomentOnly() throws Exception {
        String session = real.server.newSession("a", 80, 24, "sh");
        ControlClient client = real.attach(session, new RecordingListener());
        Signals.send("STOP", real.server.pid());
        try {
            client.close();
            real.tmux.end();
            await().until(() -> ProcessHandle.of(client.pid()).isEmpty());
        } finally {
            Signals.send("CONT", real.server.pid());
        }
        await().until(() -> real.server.tmux("list-clients").isEmpty());
    }

    @Test
    void onlyClientsOfBridgesThatAreGoneAreSwept() throws Exception {
        String session = real.server.newSession("a", 80, 24, "sh");
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Process orphan = client(session, Long.toString(gone.pid()));
        Process strange = client(session, "-1; nonsense");
        Process people = client(session, "");
        ControlClient own = real.attach(session, new RecordingListener());
        await().until(() -> real.server.tmux("list-clients").lines().count() == 4);
        real.tmux.sweep();
        await().until(() -> real.server.tmux("list-clients").lines().count() == 3);
        assertThat(orphan.isAlive()).isFalse();
        assertThat(List.of(strange, people)).allMatch(Process::isAlive);
        assertThat(own.isOpen()).isTrue();
        List.of(strange, people).forEach(Process::destroy);
    }

    private Process client(String session, String owner) throws IOException {
        List<String> line = new ArrayList<>(real.settings().commandLine());
        line.addAll(List.of("-N", "-C", "attach-session", "-t", session));
        ProcessBuilder builder = TmuxProcess.builder(line).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        if (!owner.isEmpty()) {
            builder.environment().put(OrphanedClients.OWNER, owner);
        }
        return builder.start();
    }

    @Test
    void aFailedAttachLeavesNoProcessAndNoThread() {
        real.server.newSession("a", 80, 24, "sh");
        for (int i = 0; i < 5; i++) {
            try {
                real.attach("$42", new RecordingListener());
            } catch (io.tmuxbridge.TmuxBridgeException expected) {
                assertThat(expected).hasMessageContaining("$42");
            }
        }
        await().until(() -> readers() == 0);
        long children = ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .count();
        assertThat(children).isZero();
    }

    @Test
    void aStoppedServerCannotHoldUpTheEnd() throws Exception {
        String session = real.server.newSession("a", 80, 24, "sh");
        RecordingListener heard = new RecordingListener();
        ControlClient client = real.attach(session, heard);
        Signals.send("STOP", real.server.pid());
        try {
            CompletableFuture<Reply> reply = new CompletableFuture<>();
            client.send(TmuxCommand.of("display-message", "-p", "x"), reply::complete);
            await().until(() -> client.oldestOutstandingNanos() > 50_000_000);
            client.close();
            await().untilAsserted(() -> assertThat(heard.closed()).containsExactly("tmux does not answer"));
            assertThat(reply).isCompletedWithValueMatching(answer -> !answer.ok());
        } finally {
            Signals.send("CONT", real.server.pid());
        }
        await().until(() -> readers() == 0);
        assertThat(heard.closed()).hasSize(1);
    }

    @Test
    void anErrorWhileReadingEndsTheClientAndFailsWhatIsOutstanding() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("read failed on purpose");
            }
        };
        RecordingListener heard = new RecordingListener();
        BrokenProcess process = new BrokenProcess(broken);
        ControlClient client = new ControlClient(
                process, heard, RealTmux.THREADS, new Doorway(), ServerIds.ONLY, TmuxLoad.unbounded());
        client.greeting().attached();
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        client.send(TmuxCommand.of("list-sessions"), reply::complete);
        client.start();

        assertThat(RealTmux.get(reply).error()).contains("read failed on purpose");
        await().untilAsserted(() ->
                assertThat(heard.closed()).singleElement().asString().contains("read failed on purpose"));
        await().until(() -> process.destroyed);
        assertThat(client.isOpen()).isFalse();
    }

    /** A process that cannot be read and does not end unless it is killed. */
    private static final class BrokenProcess extends Process {

        private final InputStream out;
        private volatile boolean destroyed;

        BrokenProcess(InputStream out) {
            this.out = out;
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public InputStream getInputStream() {
            return out;
        }

        @Override
        public InputStream getErrorStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public int waitFor() {
            return exitValue();
        }

        @Override
        public boolean waitFor(long timeout, TimeUnit unit) {
            return destroyed;
        }

        @Override
        public int exitValue() {
            if (!destroyed) {
                throw new IllegalThreadStateException();
            }
            return 137;
        }

        @Override
        public long pid() {
            return 1;
        }

        @Override
        public void destroy() {
            destroyed = true;
        }
    }

    @Test
    void aStoppedServerNeverBlocksASender() throws Exception {
        String session = real.server.newSession("a", 80, 24, "sh");
        try (ControlClient client = real.attach(session, new RecordingListener())) {
            Signals.send("STOP", real.server.pid());
            List<CompletableFuture<Reply>> replies = new ArrayList<>();
            try {
                for (int i = 0; i < 1000; i++) {
                    CompletableFuture<Reply> reply = new CompletableFuture<>();
                    client.send(TmuxCommand.of("display-message", "-p", "x".repeat(500)), reply::complete);
                    replies.add(reply);
                }
                assertThat(client.outstanding()).isEqualTo(1000);
            } finally {
                Signals.send("CONT", real.server.pid());
            }
            assertThat(replies)
                    .allSatisfy(reply -> assertThat(RealTmux.get(reply).ok()).isTrue());
        }
    }
}
