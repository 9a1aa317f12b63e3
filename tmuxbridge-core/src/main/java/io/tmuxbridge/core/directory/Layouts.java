package io.tmuxbridge.core.directory;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.PaneSpec;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.Split;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.Windows;
import io.tmuxbridge.core.tmux.TmuxCommand;
import io.tmuxbridge.core.tmux.TmuxText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Windows and panes of sessions, by tmux's own commands. Every target is an id.
 *
 * <p><b>Threads:</b> any; every method blocks for some milliseconds.
 */
public final class Layouts implements Windows {

    private final SessionDirectory directory;
    private final TmuxRunner tmux;

    /**
     * Creates the commands.
     *
     * @param directory finds sessions
     */
    public Layouts(SessionDirectory directory) {
        this.directory = directory;
        this.tmux = directory.runner();
    }

    /**
     * The session that a window or pane belongs to.
     *
     * @param id {@code @id} or {@code %id}
     * @return the session with its windows
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} when there is no such window or pane
     */
    public SessionInfo sessionOf(String id) {
        List<String> printed = tmux.run(TmuxCommand.of(
                "display-message", "-p", "-t", TmuxText.id(id), "#{session_id} #{window_id} #{pane_id}"));
        String[] words = printed.isEmpty() ? new String[0] : printed.get(0).split(" ");
        if (words.length != 3 || !List.of(words).contains(id)) {
            throw AccessRecords.noWindowOrPane(id);
        }
        return directory.get(words[0]);
    }

    @Override
    public String create(String session, PaneSpec what) {
        return create(session, List.of(), what);
    }

    @Override
    public String create(String session, String name, PaneSpec what) {
        Objects.requireNonNull(name, "name");
        return create(session, List.of("-n", TmuxText.literal(WindowNames.check(name))), what);
    }

    private String create(String session, List<String> naming, PaneSpec what) {
        Objects.requireNonNull(session, "session");
        List<String> words = new ArrayList<>(List.of("-d", "-P", "-F", "#{window_id}"));
        words.addAll(List.of("-t", directory.find(session).id() + ":"));
        words.addAll(naming);
        words.addAll(SpecChecks.words(what));
        return tmux.made(TmuxCommand.of("new-window", words.toArray(String[]::new)));
    }

    @Override
    public void select(String windowId) {
        tmux.run(TmuxCommand.of("select-window", "-t", TmuxText.windowId(windowId)));
    }

    /**
     * Makes a window the current one of a session, which may be one of several that have it: tmux would choose.
     *
     * @param session name or id of the session
     * @param windowId the window
     */
    public void select(String session, String windowId) {
        String target = directory.find(session).id() + ":" + TmuxText.windowId(windowId);
        tmux.run(TmuxCommand.of("select-window", "-t", target));
    }

    @Override
    public void rename(String windowId, String name) {
        Objects.requireNonNull(name, "name");
        tmux.run(TmuxCommand.of(
                "rename-window", "-t", TmuxText.windowId(windowId), "--", TmuxText.literal(WindowNames.check(name))));
    }

    @Override
    public void kill(String windowId) {
        tmux.run(TmuxCommand.of("kill-window", "-t", TmuxText.windowId(windowId)));
    }

    @Override
    public String split(String paneId, Split how, PaneSpec what) {
        String flag = how.direction() == Split.Direction.HORIZONTAL ? "-h" : "-v";
        List<String> words = new ArrayList<>(List.of("-d", flag, "-P", "-F", "#{pane_id}"));
        words.addAll(List.of("-t", TmuxText.paneId(paneId)));
        how.size().ifPresent(value -> words.addAll(List.of("-l", String.valueOf(value))));
        words.addAll(SpecChecks.words(what));
        return tmux.made(TmuxCommand.of("split-window", words.toArray(String[]::new)));
    }

    @Override
    public void selectPane(String paneId) {
        tmux.run(TmuxCommand.of("select-pane", "-t", TmuxText.paneId(paneId)));
    }

    @Override
    public void resizePane(String paneId, TerminalSize size) {
        tmux.run(TmuxCommand.of(
                "resize-pane",
                "-t",
                TmuxText.paneId(paneId),
                "-x",
                String.valueOf(size.cols()),
                "-y",
                String.valueOf(size.rows())));
    }

    @Override
    public void zoomPane(String paneId) {
        tmux.run(TmuxCommand.of("resize-pane", "-Z", "-t", TmuxText.paneId(paneId)));
    }

    @Override
    public void killPane(String paneId) {
        tmux.run(TmuxCommand.of("kill-pane", "-t", TmuxText.paneId(paneId)));
    }
}
