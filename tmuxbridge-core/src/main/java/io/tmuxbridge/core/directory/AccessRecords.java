package io.tmuxbridge.core.directory;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.access.AccessWords;
import io.tmuxbridge.core.access.SessionAccess;
import io.tmuxbridge.core.tmux.TmuxCommand;
import io.tmuxbridge.core.tmux.TmuxText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Who owns which session and who else may do what with it, kept in user options of the sessions: so it outlives the
 * bridge, is shared by several, and goes with the session.
 *
 * <p>Asked anew each time, like everything about sessions. Changes are made one at a time by this bridge.
 *
 * <p><b>Threads:</b> any; every method blocks for some milliseconds.
 */
public final class AccessRecords {

    /** User option with the owner of a session. */
    public static final String OWNER = "@tmuxbridge-owner";

    private static final String GRANTS = "@tmuxbridge-grants";
    private static final String SHARES = "@tmuxbridge-shares";
    private static final TmuxCommand SESSIONS = TmuxCommand.of(
            "list-sessions",
            "-F",
            "#{pid} #{session_id} #{" + OWNER + "} #{" + GRANTS + "} #{" + SHARES + "} #{session_name}");

    private final TmuxRunner tmux;
    private final Object changing = new Object();

    /**
     * What is written down about one session.
     *
     * @param server process id of its tmux server: another server may have another session of that id
     * @param id its {@code $id}
     * @param name its name
     * @param access what is written down
     */
    public record Entry(long server, String id, String name, SessionAccess access) {

        /**
         * Whether it is the session that is meant.
         *
         * @param session name or {@code $id}
         * @return true when that is its name or id
         */
        public boolean isNamed(String session) {
            return id.equals(session) || name.equals(session);
        }
    }

    /**
     * Creates the records.
     *
     * @param directory the sessions
     */
    public AccessRecords(SessionDirectory directory) {
        this.tmux = directory.runner();
    }

    /**
     * All sessions.
     *
     * @return an entry for each, by the numbers of their ids
     */
    public List<Entry> all() {
        return entries(tmux.listOrRecall(SESSIONS));
    }

    private static List<Entry> entries(List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.split(" ", 6);
            if (words.length == 6) {
                SessionAccess access = AccessWords.read(words[2], words[3], words[4]);
                entries.add(new Entry(Long.parseLong(words[0]), words[1], words[5], access));
            }
        }
        entries.sort(Comparator.comparingInt(entry -> SessionNames.number(entry.id())));
        return entries;
    }

    /**
     * Finds a session.
     *
     * @param session name or {@code $id}
     * @return its entry
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} when there is none
     */
    public Entry find(String session) {
        String checked = SessionNames.checkReference(session);
        boolean id = SessionNames.isId(checked);
        return tmux.find(
                        SessionNames.id(checked),
                        SESSIONS,
                        lines -> entries(lines).stream()
                                .filter(each -> (id ? each.id() : each.name()).equals(checked))
                                .findFirst())
                .orElseThrow(() -> SessionDirectory.noSession(session));
    }

    /**
     * What is written down about a session.
     *
     * @param id its {@code $id}
     * @return that, or empty when there is no such session
     */
    public Optional<SessionAccess> byId(String id) {
        return entries(tmux.listOf(SessionNames.id(id), SESSIONS)).stream()
                .filter(each -> each.id().equals(id))
                .map(Entry::access)
                .findFirst();
    }

    /**
     * The sessions that a window or pane is in: more than one when the window is linked.
     *
     * @param id {@code @id} or {@code %id}
     * @return their entries
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} when there is no such window or pane
     */
    public List<Entry> holding(String id) {
        String checked = TmuxText.id(id);
        List<String> sessions = tmux
                .listOf(
                        Optional.of(checked),
                        TmuxCommand.of("list-panes", "-a", "-F", "#{session_id} #{window_id} #{pane_id}"))
                .stream()
                .map(line -> line.split(" "))
                .filter(words -> words.length == 3 && (words[1].equals(checked) || words[2].equals(checked)))
                .map(words -> words[0])
                .distinct()
                .toList();
        List<Entry> entries = entries(tmux.listOf(Optional.of(checked), SESSIONS)).stream()
                .filter(each -> sessions.contains(each.id()))
                .toList();
        if (entries.isEmpty()) {
            throw noWindowOrPane(id);
        }
        return entries;
    }

    /**
     * Writes down something else about a session.
     *
     * @param session name or {@code $id}
     * @param change makes the new from the old
     * @return the entry as it is then
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} when there is no such session, and what the change throws
     */
    public Entry change(String session, UnaryOperator<SessionAccess> change) {
        synchronized (changing) {
            Entry before = find(session);
            SessionAccess after = change.apply(before.access());
            tmux.run(
                    set(before.id(), OWNER, AccessWords.owner(after)),
                    set(before.id(), GRANTS, AccessWords.grants(after)),
                    set(before.id(), SHARES, AccessWords.shares(after)));
            return new Entry(before.server(), before.id(), before.name(), after);
        }
    }

    /** What says that there is none, in the same words for one that is not there and one that may not be seen. */
    public static TmuxBridgeException noWindowOrPane(String id) {
        return new TmuxBridgeException(ErrorCode.NOT_FOUND, "there is no window or pane " + id);
    }

    /** The command that gives a new session its owner. */
    static Optional<TmuxCommand> own(String sessionId, Optional<String> owner) {
        return owner.map(
                name -> set(sessionId, OWNER, AccessWords.owner(SessionAccess.NONE.ownedBy(Optional.of(name)))));
    }

    private static TmuxCommand set(String sessionId, String option, String word) {
        return TmuxCommand.of("set-option", "-t", TmuxText.id(sessionId), "--", option, word);
    }
}
