package io.tmuxbridge.core.directory;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.tmux.TmuxCommand;
import io.tmuxbridge.core.tmux.TmuxText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Windows and panes of sessions: created, chosen, named, split, sized, ended. Every target is an id that was checked to
 * belong to the session it is said to belong to.
 *
 * <p><b>Threads:</b> any; every method blocks for some milliseconds.
 */
public final class Layouts {

    private final SessionDirectory directory;
    private final TmuxRunner tmux;

    /** Where a new pane goes. */
    public enum Direction {
        /** Beside the old one. */
        HORIZONTAL("-h"),
        /** Below the old one. */
        VERTICAL("-v");

        private final String flag;

        Direction(String flag) {
            this.flag = flag;
        }
    }

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
            throw new TmuxBridgeException(ErrorCode.NOT_FOUND, "there is no window or pane " + id);
        }
        return directory.get(words[0]);
    }

    /**
     * Creates a window.
     *
     * @param session name or id
     * @param name the window's name, absent to let tmux choose
     * @param program what runs in it
     * @return the new window's id
     */
    public String createWindow(String session, Optional<String> name, PaneProgram program) {
        List<String> words = new ArrayList<>(List.of("-d", "-P", "-F", "#{window_id}"));
        words.addAll(List.of("-t", directory.find(session).id() + ":"));
        name.ifPresent(value -> words.addAll(List.of("-n", TmuxText.literal(WindowNames.check(value)))));
        words.addAll(program.words());
        return tmux.line(TmuxCommand.of("new-window", words.toArray(String[]::new)));
    }

    /**
     * Makes a window its session's current one.
     *
     * @param windowId {@code @id}
     */
    public void selectWindow(String windowId) {
        tmux.run(TmuxCommand.of("select-window", "-t", TmuxText.id(windowId)));
    }

    /**
     * Names a window.
     *
     * @param windowId {@code @id}
     * @param name the name
     */
    public void renameWindow(String windowId, String name) {
        tmux.run(TmuxCommand.of(
                "rename-window", "-t", TmuxText.id(windowId), "--", TmuxText.literal(WindowNames.check(name))));
    }

    /**
     * Ends a window and the programs in it.
     *
     * @param windowId {@code @id}
     */
    public void killWindow(String windowId) {
        tmux.run(TmuxCommand.of("kill-window", "-t", TmuxText.id(windowId)));
    }

    /**
     * Splits a pane.
     *
     * @param paneId {@code %id}
     * @param direction where the new one goes
     * @param size columns, or rows, of the new one; half of the old one when absent
     * @param program what runs in it
     * @return the new pane's id
     */
    public String split(String paneId, Direction direction, OptionalInt size, PaneProgram program) {
        List<String> words = new ArrayList<>(List.of("-d", direction.flag, "-P", "-F", "#{pane_id}"));
        words.addAll(List.of("-t", TmuxText.paneId(paneId)));
        size.ifPresent(value -> words.addAll(List.of("-l", String.valueOf(value))));
        words.addAll(program.words());
        return tmux.line(TmuxCommand.of("split-window", words.toArray(String[]::new)));
    }

    /**
     * Makes a pane its window's active one.
     *
     * @param paneId {@code %id}
     */
    public void selectPane(String paneId) {
        tmux.run(TmuxCommand.of("select-pane", "-t", TmuxText.paneId(paneId)));
    }

    /**
     * Gives a pane of a split window another size; its neighbours take up the difference.
     *
     * @param paneId {@code %id}
     * @param size columns and rows
     */
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

    /**
     * Lets a pane fill its window, or ends that.
     *
     * @param paneId {@code %id}
     */
    public void zoomPane(String paneId) {
        tmux.run(TmuxCommand.of("resize-pane", "-Z", "-t", TmuxText.paneId(paneId)));
    }

    /**
     * Ends a pane and the program in it.
     *
     * @param paneId {@code %id}
     */
    public void killPane(String paneId) {
        tmux.run(TmuxCommand.of("kill-pane", "-t", TmuxText.paneId(paneId)));
    }
}
