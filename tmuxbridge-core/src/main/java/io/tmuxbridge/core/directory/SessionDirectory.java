package io.tmuxbridge.core.directory;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.SessionNaming;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.Sessions;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.core.access.AccessWords;
import io.tmuxbridge.core.stream.KeptPanes;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.tmux.Tmux;
import io.tmuxbridge.core.tmux.TmuxCommand;
import io.tmuxbridge.core.tmux.TmuxText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The sessions of the tmux server, asked anew each time: tmux is the truth, nothing is cached.
 *
 * <p>Names are looked for here, among what tmux lists, and only ids go into targets; a session that the bridge makes is
 * marked by a user option of tmux, so that another bridge knows it too.
 *
 * <p><b>Threads:</b> any; every method blocks for some milliseconds.
 */
public final class SessionDirectory implements Sessions {

    /** User option on sessions that a bridge made; it may set options on those. */
    static final String MARK = "@tmuxbridge";

    /** A session's own time of activity is that of the last key: what its window printed may be later. */
    private static final String ACTIVITY =
            "#{?#{>:#{window_activity},#{session_activity}},#{window_activity},#{session_activity}}";

    private static final String SESSION_FORMAT = "#{session_id} #{session_created} " + ACTIVITY + " #{session_windows}"
            + " #{session_attached} #{window_width} #{window_height} #{" + AccessRecords.OWNER + "} #{session_name}";
    private static final TmuxCommand SESSIONS = TmuxCommand.of("list-sessions", "-F", SESSION_FORMAT);
    private static final String PANE_FORMAT =
            "#{pid} #{session_id} #{window_id} #{pane_id} #{window_active}#{pane_active} #{window_panes} #{&&:#{" + MARK
                    + "}," + KeptPanes.MAY_BE_KEPT + "} #{window_width} #{window_height} #{session_name}";

    private final TmuxRunner tmux;
    private final SessionReader reader;
    private final OutputPolicy output;
    private final SessionNaming naming;
    private Function<String, SessionUse> use = id -> new SessionUse(0, 0);

    /** How the bridge itself uses a session: its viewers, and its own tmux clients. */
    public record SessionUse(int viewers, int clients) {}

    /**
     * Creates a directory.
     *
     * @param tmux the server
     * @param output what programs may ask of those who look on
     * @param naming names what is made without a name
     */
    public SessionDirectory(Tmux tmux, OutputPolicy output, SessionNaming naming) {
        this.tmux = new TmuxRunner(tmux);
        this.output = output;
        this.naming = naming;
        this.reader = new SessionReader(this.tmux, output);
    }

    /** What programs may ask of those who look on. */
    OutputPolicy output() {
        return output;
    }

    /**
     * Says where to learn how the bridge uses a session. To be called before the directory is shared.
     *
     * @param value by the session's id
     */
    public void use(Function<String, SessionUse> value) {
        use = value;
    }

    @Override
    public List<SessionInfo> list() {
        return sessions(tmux.listOrRecall(SESSIONS));
    }

    private List<SessionInfo> sessions(List<String> lines) {
        return lines.stream()
                .map(this::session)
                .sorted(Comparator.comparingInt(session -> SessionNames.number(session.id())))
                .toList();
    }

    @Override
    public SessionInfo get(String session) {
        return reader.withWindows(find(session));
    }

    @Override
    public SessionInfo create(SessionSpec spec) {
        Objects.requireNonNull(spec, "spec");
        TerminalSize size = spec.size().orElse(TerminalSize.DEFAULT);
        List<String> words = new ArrayList<>(List.of("-d", "-P", "-F", "#{session_id}"));
        Optional<String> given = spec.name().or(() -> naming.name(spec));
        given.ifPresent(name -> words.addAll(List.of("-s", TmuxText.literal(SessionNames.checkNew(name)))));
        words.addAll(List.of("-x", String.valueOf(size.cols()), "-y", String.valueOf(size.rows())));
        words.addAll(SpecChecks.words(spec));
        String id = tmux.made(TmuxCommand.of("new-session", words.toArray(String[]::new)));
        try {
            // In one call, and the owner first: until then it is nobody's, which others may see.
            TmuxCommand mark = TmuxCommand.of("set-option", "-t", id, MARK, "1");
            tmux.run(Stream.concat(AccessRecords.own(id, spec.owner()).stream(), Stream.of(mark))
                    .toArray(TmuxCommand[]::new));
            return find(id);
        } catch (TmuxBridgeException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                throw SpecChecks.endedAtOnce(given.orElse(id), spec.command(), e);
            }
            tmux.unmake(TmuxCommand.of("kill-session", "-t", id));
            throw e;
        }
    }

    @Override
    public SessionInfo rename(String session, String newName) {
        String checked = SessionNames.checkNew(newName);
        SessionInfo found = find(session);
        tmux.run(TmuxCommand.of("rename-session", "-t", found.id(), "--", TmuxText.literal(checked)));
        return find(found.id());
    }

    @Override
    public void kill(String session) {
        tmux.run(TmuxCommand.of("kill-session", "-t", find(session).id()));
    }

    /**
     * Finds a pane of a session.
     *
     * @param session name or {@code $id}
     * @param paneId {@code %} and a number; when absent, the active one
     * @return the pane as it is now
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} when there is none
     */
    public PaneTarget pane(String session, Optional<String> paneId) {
        String checked = SessionNames.checkReference(session);
        paneId.ifPresent(TmuxText::paneId);
        Optional<String> id = SessionNames.id(checked).or(() -> spreadId(checked));
        List<String[]> panes = new ArrayList<>();
        for (String line : tmux.listOf(id, TmuxCommand.of("list-panes", "-a", "-F", PANE_FORMAT))) {
            String[] words = line.split(" ", 10);
            if (words.length == 10 && (id.isPresent() ? words[1] : words[9]).equals(id.orElse(checked))) {
                panes.add(words);
            }
        }
        if (panes.isEmpty()) {
            throw noSession(session);
        }
        Predicate<String[]> wanted = paneId.<Predicate<String[]>>map(wantedId -> words -> words[3].equals(wantedId))
                .orElse(words -> words[4].equals("11"));
        return panes.stream()
                .filter(wanted)
                .findFirst()
                .map(SessionDirectory::target)
                .orElseThrow(() -> new TmuxBridgeException(
                        ErrorCode.NOT_FOUND,
                        "session \"" + session + "\" has no pane " + paneId.orElse("that is active")));
    }

    /** By a session's id only its own server is asked; where there is one, one question does. */
    private Optional<String> spreadId(String name) {
        return tmux.isSpread() ? Optional.of(find(name).id()) : Optional.empty();
    }

    /**
     * Whether a pane is there, whatever its session is called now. One of which tmux does not say that it is not there
     * is; that of another server by the same ids is another one.
     *
     * @param at where it was
     * @return false when tmux does not know it any more
     */
    public boolean has(PaneAddress at) {
        try {
            return pane(at.sessionId(), Optional.of(at.paneId())).address().server() == at.server();
        } catch (TmuxBridgeException e) {
            return e.code() != ErrorCode.NOT_FOUND;
        }
    }

    /**
     * Runs the commands of its servers.
     *
     * @return what the directory itself uses
     */
    public TmuxRunner runner() {
        return tmux;
    }

    /** A session by name or id, without its windows. */
    SessionInfo find(String session) {
        String checked = SessionNames.checkReference(session);
        boolean id = SessionNames.isId(checked);
        return tmux.find(
                        SessionNames.id(checked),
                        SESSIONS,
                        lines -> sessions(lines).stream()
                                .filter(each -> (id ? each.id() : each.name()).equals(checked))
                                .findFirst())
                .orElseThrow(() -> noSession(session));
    }

    /** What says that there is none, in the same words for one that is not there and one that may not be seen. */
    public static TmuxBridgeException noSession(String session) {
        return new TmuxBridgeException(ErrorCode.NOT_FOUND, "there is no session \"" + session + "\"");
    }

    private static PaneTarget target(String[] words) {
        PaneAddress address = new PaneAddress(
                Long.parseLong(words[0]),
                words[1],
                words[2],
                Integer.parseInt(words[3].substring(1)),
                words[6].equals("1"));
        return new PaneTarget(address, Integer.parseInt(words[5]), SessionReader.size(words[7], words[8]));
    }

    private SessionInfo session(String line) {
        String[] words = line.split(" ", 9);
        SessionUse used = use.apply(words[0]);
        return new SessionInfo(
                words[0],
                words[8],
                AccessWords.name(words[7]),
                Instant.ofEpochSecond(Long.parseLong(words[1])),
                Instant.ofEpochSecond(Long.parseLong(words[2])),
                SessionReader.size(words[5], words[6]),
                Math.max(0, Integer.parseInt(words[4]) - used.clients()),
                used.viewers(),
                Integer.parseInt(words[3]),
                List.of());
    }
}
