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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The windows of the bridge's tmux servers at one moment: their sizes, which panes are in them, and where people are
 * attached.
 *
 * <p>A person is a client with a terminal of its own that has not asked tmux to ignore its size: plain {@code tmux
 * attach}, or a terminal program that uses control mode. Clients on pipes, such as other bridges, are none.
 *
 * <p><b>Threads:</b> immutable; {@link #take} blocks for some milliseconds.
 *
 * @param windows by id
 * @param windowOfPane id of the window by pane
 */
record WindowCensus(Map<String, Window> windows, Map<Pane, String> windowOfPane) {

    /** User option of a window that keeps the size from before the bridge gave it another one. */
    static final String BEFORE = "@tmuxbridge-before";

    private static final String PANES = "p #{pid} #{session_id} #{window_id} #{pane_id} #{window_panes}"
            + " #{window_width} #{window_height} #{" + BEFORE + "} #{" + AccessRecords.OWNER + "}";
    private static final String CLIENTS = "c #{session_id} #{client_flags} #{client_tty}";
    private static final Pattern SIZE = Pattern.compile("(\\d{1,4})x(\\d{1,4})");

    /**
     * A window.
     *
     * @param server process id of its tmux server
     * @param id {@code @} and a number
     * @param sessions the sessions it is in
     * @param panes how many panes it has
     * @param size its size
     * @param before the size that is to come back, absent when the bridge has not changed it
     * @param people whether a person is attached to one of its sessions
     * @param owners callers who own one of its sessions
     */
    record Window(
            long server,
            String id,
            Set<String> sessions,
            int panes,
            TerminalSize size,
            Optional<TerminalSize> before,
            boolean people,
            Set<String> owners) {}

    /** A pane, which is in one window. */
    record Pane(long server, int number) {}

    /** Of the servers of these sessions and windows; those of other servers are not looked at. */
    static WindowCensus take(TmuxRunner tmux, Collection<String> ids) {
        List<String> lines = tmux.listOf(
                ids, TmuxCommand.of("list-clients", "-F", CLIENTS), TmuxCommand.of("list-panes", "-a", "-F", PANES));
        Set<String> peopled = new HashSet<>();
        Map<String, Window> windows = new HashMap<>();
        Map<Pane, String> windowOfPane = new HashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ", 10);
            if (words[0].equals("c") && words.length == 4 && !words[3].isEmpty()) {
                if (!List.of(words[2].split(",")).contains("ignore-size")) {
                    peopled.add(words[1]);
                }
            } else if (words[0].equals("p") && words.length == 10) {
                windows.merge(words[3], window(words, peopled), WindowCensus::linked);
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

    private static Window window(String[] words, Set<String> peopled) {
        return new Window(
                Long.parseLong(words[1]),
                words[3],
                Set.of(words[2]),
                Integer.parseInt(words[5]),
                SessionReader.size(words[6], words[7]),
                size(words[8]),
                peopled.contains(words[2]),
                AccessWords.name(words[9]).map(Set::of).orElse(Set.of()));
    }

    /** A window may be in several sessions. */
    private static Window linked(Window a, Window b) {
        Set<String> sessions = both(a.sessions(), b.sessions());
        Set<String> owners = both(a.owners(), b.owners());
        return new Window(
                a.server(), a.id(), sessions, a.panes(), a.size(), a.before(), a.people() || b.people(), owners);
    }

    private static Set<String> both(Set<String> a, Set<String> b) {
        Set<String> both = new HashSet<>(a);
        both.addAll(b);
        return both;
    }

    /** The option may hold anything: it is the user's. */
    private static Optional<TerminalSize> size(String text) {
        Matcher size = SIZE.matcher(text);
        return size.matches() && !size.group(1).matches("0+") && !size.group(2).matches("0+")
                ? Optional.of(SessionReader.size(size.group(1), size.group(2)))
                : Optional.empty();
    }
}
