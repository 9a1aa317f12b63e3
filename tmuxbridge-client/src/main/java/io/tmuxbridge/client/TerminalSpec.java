package io.tmuxbridge.client;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which terminal to view, and how. Start from {@link #session}; each method returns a changed copy.
 *
 * @param session the session's name, or its {@code $id}
 * @param paneId a pane of the session; its active one when absent
 * @param size the size of this viewer
 * @param view a single pane, or everything that {@code tmux attach} would draw
 * @param readOnly whether typing is disabled
 * @param delivery what happens when the listener is too slow
 * @param history lines of history to include in snapshots; the server's default when absent
 * @param visible whether anybody can see it: viewers that nobody sees have no say in sizes
 * @param wholeWindow whether {@code size} is room for all panes of the window
 * @param nextPane whether, when the pane ends and the session continues, the session's active pane is viewed from then
 *     on
 */
public record TerminalSpec(
        String session,
        Optional<String> paneId,
        TerminalSize size,
        View view,
        boolean readOnly,
        Delivery delivery,
        OptionalInt history,
        boolean visible,
        boolean wholeWindow,
        boolean nextPane) {

    /** What is viewed. */
    public enum View {
        /** A single pane. */
        PANE,
        /** What {@code tmux attach} would draw; not every server offers it. */
        MIRROR
    }

    /** What happens when the listener is too slow. */
    public enum Delivery {
        /**
         * Delivers every byte while the listener keeps up, otherwise jumps to a snapshot, as reported by
         * {@link TerminalEvent.Skipped}. While a pane prints faster than anybody can draw, the listener receives
         * screens instead, as reported by {@link TerminalEvent.Screens}.
         */
        FRESH,
        /**
         * Delivers every byte that the server has, and reports by {@link TerminalEvent.Gap} where others are missing;
         * the pane may be held back for it.
         */
        LOSSLESS,
        /** The server disconnects, also at a gap; the client reconnects and continues with a snapshot. */
        DISCONNECT
    }

    /** Rejects an empty name and a negative history. */
    public TerminalSpec {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(paneId, "paneId");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(view, "view");
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(history, "history");
        if (session.isEmpty()) {
            throw new TmuxBridgeException(ErrorCode.INVALID, "the session's name is empty");
        }
        if (history.orElse(0) < 0) {
            throw new TmuxBridgeException(ErrorCode.INVALID, "history of " + history.getAsInt() + " lines: at least 0");
        }
    }

    /**
     * Describes the active pane of a session at 80 by 24, with typing enabled.
     *
     * @param name the session's name, or its {@code $id}
     * @return a description
     */
    public static TerminalSpec session(String name) {
        return new TerminalSpec(
                name,
                Optional.empty(),
                TerminalSize.DEFAULT,
                View.PANE,
                false,
                Delivery.FRESH,
                OptionalInt.empty(),
                true,
                false,
                false);
    }

    /**
     * Selects a pane.
     *
     * @param id {@code %} and a number
     * @return a changed copy
     */
    public TerminalSpec pane(String id) {
        return new TerminalSpec(
                session,
                Optional.of(Objects.requireNonNull(id, "id")),
                size,
                view,
                readOnly,
                delivery,
                history,
                visible,
                wholeWindow,
                nextPane);
    }

    /**
     * Sets the viewer's size.
     *
     * @param cols columns, 1 to 1,000
     * @param rows rows, 1 to 1,000
     * @return a changed copy
     */
    public TerminalSpec size(int cols, int rows) {
        return new TerminalSpec(
                session,
                paneId,
                new TerminalSize(cols, rows),
                view,
                readOnly,
                delivery,
                history,
                visible,
                wholeWindow,
                nextPane);
    }

    /**
     * Views the whole session as {@code tmux attach} would draw it.
     *
     * @return a changed copy
     */
    public TerminalSpec mirror() {
        return new TerminalSpec(
                session, paneId, size, View.MIRROR, readOnly, delivery, history, visible, wholeWindow, nextPane);
    }

    /**
     * Views only, without typing.
     *
     * @return a changed copy
     */
    public TerminalSpec lookOn() {
        return new TerminalSpec(session, paneId, size, view, true, delivery, history, visible, wholeWindow, nextPane);
    }

    /**
     * Sets what happens when the listener is too slow.
     *
     * @param value the delivery; default {@link Delivery#FRESH}
     * @return a changed copy
     */
    public TerminalSpec delivery(Delivery value) {
        return new TerminalSpec(session, paneId, size, view, readOnly, value, history, visible, wholeWindow, nextPane);
    }

    /**
     * Requests history in snapshots.
     *
     * @param lines how many lines, 0 or more; the server caps it at its limit
     * @return a changed copy
     */
    public TerminalSpec history(int lines) {
        return new TerminalSpec(
                session, paneId, size, view, readOnly, delivery, OptionalInt.of(lines), visible, wholeWindow, nextPane);
    }

    /**
     * Declares that nobody sees this viewer, so that it has no say in sizes.
     *
     * @return a changed copy
     */
    public TerminalSpec unseen() {
        return new TerminalSpec(session, paneId, size, view, readOnly, delivery, history, false, wholeWindow, nextPane);
    }

    /**
     * Declares that the size is room for all panes of the window.
     *
     * @return a changed copy
     */
    public TerminalSpec sizeOfWindow() {
        return new TerminalSpec(session, paneId, size, view, readOnly, delivery, history, visible, true, nextPane);
    }

    /**
     * Continues with the session's active pane when the pane ends.
     *
     * @return a changed copy
     */
    public TerminalSpec followSession() {
        return new TerminalSpec(session, paneId, size, view, readOnly, delivery, history, visible, wholeWindow, true);
    }
}
