package io.tmuxbridge.examples;

import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.client.Snapshot;
import io.tmuxbridge.client.Terminal;
import io.tmuxbridge.client.TerminalEnd;
import io.tmuxbridge.client.TerminalListener;
import io.tmuxbridge.client.TerminalSpec;
import io.tmuxbridge.client.TmuxClient;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A shell on a server, typed into and watched from Java: the example of docs/client.md. */
public final class ClientInTenLines {

    private ClientInTenLines() {}

    /**
     * Makes a session, types into it, waits for the answer on the screen, and ends it.
     *
     * @param server the server's address
     * @param token a token of it
     */
    public static void run(URI server, String token) {
        Screen screen = new Screen();
        try (TmuxClient client = TmuxClient.builder(server).token(token).build()) {
            SessionSpec shell = SessionSpec.builder().command("sh").build();
            String session = client.sessions().create(shell).join().id();
            Terminal terminal =
                    client.open(TerminalSpec.session(session), screen).join();
            terminal.send("echo six times seven is $((6 * 7))\r").join();
            screen.shows("six times seven is 42").join();
            client.sessions().kill(session).join();
        }
    }

    /** Stands for an emulator: what was printed, as text. */
    private static final class Screen implements TerminalListener {

        private final StringBuilder shown = new StringBuilder();
        private final CompletableFuture<Void> found = new CompletableFuture<>();
        private String wanted = "";

        synchronized CompletableFuture<Void> shows(String text) {
            wanted = text;
            look();
            return found;
        }

        @Override
        public synchronized void snapshot(Snapshot screen) {
            shown.setLength(0);
            bytes(screen.data());
        }

        @Override
        public synchronized void bytes(ByteBuffer data) {
            shown.append(StandardCharsets.UTF_8.decode(data));
            look();
        }

        @Override
        public synchronized void ended(TerminalEnd end) {
            found.completeExceptionally(new IllegalStateException(end.message() + "; shown was: " + shown));
        }

        private void look() {
            if (!wanted.isEmpty() && shown.indexOf(wanted) >= 0) {
                found.complete(null);
            }
        }
    }
}
