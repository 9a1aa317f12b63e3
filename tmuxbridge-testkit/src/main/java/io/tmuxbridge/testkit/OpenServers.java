package io.tmuxbridge.testkit;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The servers that are not closed yet. A run that is ended from outside closes nothing itself: they, and programs in
 * them that never end, would stay for good.
 */
final class OpenServers {

    private static final Set<TmuxServer> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(OpenServers::closeAll, "tmux servers of tests"));
    }

    private OpenServers() {}

    static void add(TmuxServer server) {
        OPEN.add(server);
    }

    static void remove(TmuxServer server) {
        OPEN.remove(server);
    }

    /** Beside each other: who ended the run may have little patience, and one of them may not answer. */
    private static void closeAll() {
        OPEN.parallelStream().forEach(OpenServers::close);
    }

    private static void close(TmuxServer server) {
        try {
            server.close();
        } catch (RuntimeException e) {
            System.err.println(server + " may be left: " + e);
        }
    }
}
