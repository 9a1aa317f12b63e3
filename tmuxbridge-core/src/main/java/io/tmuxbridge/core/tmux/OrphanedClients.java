package io.tmuxbridge.core.tmux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends control clients whose bridge was killed and that tmux does not let go of ({@link ControlClients}). Whose a
 * client is stands in the environment of its process, where Linux shows it (proc(5), {@code environ}); elsewhere none
 * is found.
 *
 * <p><b>Threads:</b> any.
 */
final class OrphanedClients {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedClients.class);
    /** The process of the bridge whose client it is. */
    static final String OWNER = "TMUXBRIDGE_PID";

    private static final long EXIT_SECONDS = 1;

    private OrphanedClients() {}

    /** Has a process tell whose it is. A client never starts a server, so no pane inherits it. */
    static ProcessBuilder owned(ProcessBuilder client) {
        client.environment().put(OWNER, Long.toString(ProcessHandle.current().pid()));
        return client;
    }

    /** Ends a client if its bridge is gone. */
    static void endIfOrphaned(ProcessHandle client) {
        if (owner(client.pid()).filter(OrphanedClients::isGone).isPresent()) {
            LOG.debug("tmux client {} was left by a bridge that is gone and is ended", client.pid());
            client.destroy();
            client.onExit()
                    .completeOnTimeout(client, EXIT_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }

    private static boolean isGone(String pid) {
        return pid.matches("\\d{1,9}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    private static Optional<String> owner(long pid) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
            return Stream.of(new String(environment, StandardCharsets.ISO_8859_1).split("\0", -1))
                    .filter(variable -> variable.startsWith(OWNER + "="))
                    .map(variable -> variable.substring(OWNER.length() + 1))
                    .findFirst();
        } catch (IOException notShown) {
            return Optional.empty();
        }
    }
}
