package io.tmuxbridge.core.session;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.access.AccessWords;
import io.tmuxbridge.core.directory.AccessRecords;
import io.tmuxbridge.core.directory.SessionReader;
import io.tmuxbridge.core.directory.TmuxRunner;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * The windows of the bridge's tmux servers at one moment: their sizes, which panes are in them, and where people are
 * ({@link AttachedClients}) and other bridges are attached.
 *
 * <p><b>Threads:</b> immutable; {@link #take} blocks for some milliseconds.
 *
 * @param windows by id
 * @param windowOfPane id of the window by pane
 */
record WindowCensus(Map<String, Window> windows, Map<Pane, String> windowOfPane) {

    private static final String PANES = "p #{pid} #{session_id} #{window_id} #{pane_id} #{window_panes}"
            + " #{window_width} #{window_height} #{" + EarlierSize.OPTION + "} #{" + AccessRecords.OWNER + "}";

    /**
     * A window.
     *
     * @param server process id of its tmux server
     * @param id {@code @} and a number
     * @param sessions the sessions it is in
     * @param panes how many panes it has
     * @param size its size
     * @param before the size that is to come back, absent when no bridge has changed it
     * @param people whether a person is attached to one of its sessions
     * @param others whether another bridge is
     * @param anchored whether its server has a client beside which carriers do not count
     * @param owners callers who own one of its sessions
     */
    record Window(
            long server,
            String id,
            Set<String> sessions,
            int panes,
            TerminalSize size,
            Optional<EarlierSize> before,
            boolean people,
            boolean others,
            boolean anchored,
            Set<String> owners) {}

    /** A pane, which is in one window. */
    record Pane(long server, int number) {}

    /**
     * Of the servers of these sessions and windows; those of other servers are not looked at.
     *
     * @param ours tells the bridge's own clients by their process ids
     */
    static WindowCensus take(TmuxRunner tmux, Collection<String> ids, LongPredicate ours) {
        List<String> lines = tmux.listOf(
                ids,
                TmuxCommand.of("list-clients", "-F", AttachedClients.FORMAT),
                TmuxCommand.of("list-panes", "-a", "-F", PANES));
        AttachedClients clients = new AttachedClients(ours);
        Map<String, Window> windows = new HashMap<>();
        Map<Pane, String> windowOfPane = new HashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ", 10);
            if (words[0].equals("c") && words.length == 6) {
                clients.add(words);
            } else if (words[0].equals("p") && words.length == 10) {
                windows.merge(words[3], window(words, clients), WindowCensus::linked);
                windowOfPane.put(pane(words[1], words[4]), words[3]);
            }
        }
        return new WindowCensus(windows, windowOfPane);
    }

    private static Pane pane(String server, String paneId) {
        return new Pane(Long.parseLong(server), Integer.parseInt(paneId.substring(1)));
    }

    /** The window that a terminal's pane is in; empty when it is gone, or of a server that is. */
    Optional<Window> windowOf(TerminalKey terminal) {
        return Optional.ofNullable(windowOfPane.get(new Pane(terminal.server(), terminal.pane())))
                .map(windows::get);
    }

    private static Window window(String[] words, AttachedClients clients) {
        return new Window(
                Long.parseLong(words[1]),
                words[3],
                Set.of(words[2]),
                Integer.parseInt(words[5]),
                SessionReader.size(words[6], words[7]),
                EarlierSize.parse(words[8]),
                clients.people(words[2]),
                clients.others(words[2]),
                clients.anchored(words[1]),
                AccessWords.name(words[9]).map(Set::of).orElse(Set.of()));
    }

    /** A window may be in several sessions. */
    private static Window linked(Window a, Window b) {
        Set<String> sessions = both(a.sessions(), b.sessions());
        Set<String> owners = both(a.owners(), b.owners());
        return new Window(
                a.server(),
                a.id(),
                sessions,
                a.panes(),
                a.size(),
                a.before(),
                a.people() || b.people(),
                a.others() || b.others(),
                a.anchored(),
                owners);
    }

    private static Set<String> both(Set<String> a, Set<String> b) {
        Set<String> both = new HashSet<>(a);
        both.addAll(b);
        return both;
    }
}
