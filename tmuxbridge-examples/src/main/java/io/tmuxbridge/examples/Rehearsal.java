package io.tmuxbridge.examples;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.examples.server.Door;
import io.tmuxbridge.examples.server.PageServer;
import io.tmuxbridge.examples.server.SignIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the way of a keystroke and its echo a few hundred times before the first guest types, so that the JVM has compiled
 * it by then: an echo of a cold JVM takes several times as long (docs/adr/0004).
 *
 * <p>It has a stage of its own: a tmux server under a socket name of its own, whose only program ends by itself, and a
 * port of its own on loopback, behind a token that nobody else knows. Nothing of it is left afterwards, and nothing depends
 * on its success.
 *
 * <p><b>Threads:</b> {@link #play} runs on a daemon thread of low priority for some fifteen seconds.
 */
final class Rehearsal {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    /** Keys typed as fast as they are echoed: what is common gets compiled. */
    private static final int FAST_KEYS = 1500;
    /** Keys typed with pauses: threads wait and are woken between them, which is other code. */
    private static final int SLOW_KEYS = 2500;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final String SECONDS = "60";
    private static final String SESSION = "rehearsal";

    private final Path tmux;

    Rehearsal(Path tmux) {
        this.tmux = tmux;
    }

    void begin() {
        Thread thread = new Thread(this::play, "tmuxbridge-rehearsal");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    void play() {
        String token = SignIn.newToken();
        String socket = "tmuxbridge-rehearsal-" + ProcessHandle.current().pid();
        PageServer server = new PageServer("127.0.0.1", 0, Optional.empty());
        Door door = Door.tokens(server.port(), token);
        try (server;
                TmuxBridge bridge = BridgeBuilder.create()
                        .tmuxBinary(tmux)
                        .tmuxSocketName(socket)
                        .authenticator(door.authenticator())
                        .build()) {
            server.serve(bridge, door, Set.of("127.0.0.1"));
            startStage(socket);
            try {
                type(server.port(), token);
            } finally {
                bridge.sessions().kill(SESSION);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("the rehearsal was cut short", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not through the bridge, which keeps the panes of its own sessions for their last words: this one goes by itself. */
    private void startStage(String socket) throws IOException, InterruptedException {
        new ProcessBuilder(
                        tmux.toString(),
                        "-L",
                        socket,
                        "-f",
                        "/dev/null",
                        "new-session",
                        "-d",
                        "-s",
                        SESSION,
                        "timeout",
                        SECONDS,
                        "cat")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static void type(int port, String token) throws IOException {
        try (RehearsalClient client = new RehearsalClient(port, "/ws/terminal/rehearsal", token)) {
            client.text(
                    "{\"type\":\"connect\",\"cols\":80,\"rows\":24,\"clientId\":\"rehearsal-0123456789\",\"attempt\":1}");
            client.awaitOutput();
            for (int key = 1; key <= FAST_KEYS + SLOW_KEYS; key++) {
                client.input(key, key % 40 == 0 ? (byte) '\r' : (byte) 'x');
                client.awaitOutput();
                if (key > FAST_KEYS) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
    }
}
