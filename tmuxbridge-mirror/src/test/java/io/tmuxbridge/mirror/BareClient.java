package io.tmuxbridge.mirror;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.core.replica.Difference;
import io.tmuxbridge.core.replica.Replica;
import io.tmuxbridge.core.replica.ScreenWriter;
import io.tmuxbridge.core.terminal.ByteSink;
import io.tmuxbridge.core.terminal.Dialect;
import io.tmuxbridge.core.terminal.NormaliserListener;
import io.tmuxbridge.core.terminal.OuterFilter;
import io.tmuxbridge.pty.Pty;
import io.tmuxbridge.testkit.TmuxServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plain {@code tmux attach} in a terminal of its own: what a mirror has to equal. Nothing of the bridge is in between.
 */
final class BareClient implements AutoCloseable {

    private final Pty pty;
    private final Thread reader;
    private Replica replica;
    /** Knows the modes, which an emulator keeps when its size changes. */
    private final OuterFilter modes =
            new OuterFilter(Dialect.of(3, 3), OutputPolicy.DEFAULT, NormaliserListener.NONE, answer -> {}, () -> {});

    BareClient(TmuxServer server, String session, int cols, int rows) throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.remove("TMUX");
        environment.put("TERM", "xterm-256color");
        List<String> command = List.of(
                TmuxServer.binary(), "-u", "-L", server.socketName(), "-T", "256,RGB", "attach-session", "-t", session);
        replica = new Replica(cols, rows);
        pty = new Pty4jProvider().start(command, environment, new TerminalSize(cols, rows));
        reader = new Thread(this::read, "bare-client");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        byte[] buffer = new byte[8192];
        try (InputStream in = pty.output()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                synchronized (this) {
                    replica.write(ByteBuffer.wrap(buffer, 0, n));
                    modes.feed(buffer, n, new ByteSink());
                }
            }
        } catch (IOException e) {
            // the client has ended
        }
    }

    /** A terminal of another size, on which tmux draws anew. */
    void resize(int cols, int rows) throws IOException {
        synchronized (this) {
            Replica larger = new Replica(cols, rows);
            larger.write(ByteBuffer.wrap(ScreenWriter.write(replica, cols, rows, modes.modes()::write)));
            replica = larger;
        }
        pty.resize(new TerminalSize(cols, rows));
    }

    /** Types, as a person at this terminal would. */
    void type(String keys) throws IOException {
        pty.input().write(keys.getBytes(StandardCharsets.UTF_8));
        pty.input().flush();
    }

    /** The name that tmux has for it. */
    String tty(TmuxServer server) {
        return server.tmux("list-clients", "-F", "#{client_pid} #{client_tty}")
                .lines()
                .filter(line -> line.startsWith(pty.pid() + " "))
                .map(line -> line.split(" ")[1])
                .findFirst()
                .orElseThrow();
    }

    synchronized String text() {
        return String.join("\n", replica.text());
    }

    /** Compares what it shows with what somebody else shows. */
    synchronized Optional<Difference> differenceFrom(Shown shown) {
        return shown.differenceFrom(replica);
    }

    @Override
    public void close() {
        pty.close();
    }
}
