package io.tmuxbridge.core.session;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * Who is attached to the sessions of tmux servers: people, this bridge and other ones.
 *
 * <p>A person is a client with a terminal of its own that has not asked tmux to ignore its size: plain {@code tmux
 * attach}, or a terminal program that uses control mode. Clients on pipes, such as other bridges, are none.
 *
 * <p><b>Threads:</b> one.
 */
final class AttachedClients {

    /** What tmux is to tell of each. */
    static final String FORMAT = "c #{pid} #{session_id} #{client_pid} #{client_flags} #{client_tty}";

    private final LongPredicate ours;
    private final Set<String> people = new HashSet<>();
    private final Set<String> others = new HashSet<>();
    private final Set<String> anchored = new HashSet<>();

    /** With what tells this bridge's clients by their process ids. */
    AttachedClients(LongPredicate ours) {
        this.ours = ours;
    }

    /** One more, in the words of a line. */
    void add(String[] words) {
        boolean ignored = List.of(words[4].split(",")).contains("ignore-size");
        if (!ignored) {
            anchored.add(words[1]);
        }
        if (words[5].isEmpty()) {
            if (!ours.test(Long.parseLong(words[3]))) {
                others.add(words[2]);
            }
        } else if (!ignored) {
            people.add(words[2]);
        }
    }

    /** Whether a person is attached to a session. */
    boolean people(String sessionId) {
        return people.contains(sessionId);
    }

    /** Whether another bridge is. */
    boolean others(String sessionId) {
        return others.contains(sessionId);
    }

    /** Whether anybody is, to any session of a server, whose size is not to be ignored. */
    boolean anchored(String server) {
        return anchored.contains(server);
    }
}
