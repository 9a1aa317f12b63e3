package io.tmuxbridge.core.tmux;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.pty.Pty;
import io.tmuxbridge.pty.PtyProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Starts {@link ScreenClient}s of one tmux server.
 *
 * <p>A client that is detached by {@code detach-client -P} or {@code attach -x} sends its parent SIGHUP, to close the
 * terminal that it was in. Where its parent is this JVM, that ends all of it, so a shell is put in between.
 *
 * <p><b>Threads:</b> any; blocks for some milliseconds.
 *
 * @param server the server
 */
record ScreenClients(TmuxServer server) {

    /**
     * What is run is handed over as arguments, none of which the shell reads. The signal is caught and not ignored: a
     * program inherits what is ignored.
     */
    private static final List<String> PARENT = List.of("/bin/sh", "-c", "trap : HUP; \"$@\"; exit $?", "sh");

    ScreenClient start(PtyProvider ptys, String sessionId, long meant, TerminalSize size, boolean writes) {
        List<String> line = new ArrayList<>(PARENT);
        line.addAll(server.commandLine());
        line.addAll(List.of(
                "-N",
                "-T",
                "256,RGB",
                "attach-session",
                "-E",
                "-t",
                server.ids().own(TmuxText.id(sessionId))));
        if (!writes) {
            line.addAll(List.of("-f", "read-only,ignore-size"));
        }
        return server.doorway().pass(() -> {
            ScreenClient client = new ScreenClient(server, pty(ptys, line, size), sessionId);
            client.awaitGuard(meant);
            return client;
        });
    }

    private static Pty pty(PtyProvider ptys, List<String> line, TerminalSize size) {
        try {
            return ptys.start(line, environment(), size);
        } catch (IOException e) {
            throw new TmuxBridgeException(
                    ErrorCode.UNAVAILABLE, "tmux cannot be run in a pseudo terminal: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(System.getenv());
        TmuxProcess.clean(all);
        all.keySet().removeAll(Set.of("LINES", "COLUMNS"));
        all.put("TERM", "xterm-256color");
        return all;
    }
}
