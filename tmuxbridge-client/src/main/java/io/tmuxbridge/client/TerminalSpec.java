package io.tmuxbridge.client;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which terminal is viewed, and how. Start from {@link #session}; each method returns a changed copy.
 *
 * @param session the session's name, or its {@code $id}
 * @param paneId a pane of it; its active one when absent
 * @param size size of this viewer
 * @param view a single pane, or all that {@code tmux attach} would draw
 * @param readOnly whether nothing is to be typed
 * @param delivery what happens when the listener is too slow
 * @param history lines of history wanted in snapshots; the server's default when absent
 * @param visible whether somebody can see it: viewers that nobody sees have no say in sizes
 * @param wholeWindow whether {@code size} is room for all panes of the window
 * @param nextPane whether, when the pane ends and the session goes on, its active pane is viewed from then on
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
         * Every byte while it keeps up, else a jump to a snapshot, which {@link TerminalEvent.Skipped} tells. Of a pane that prints
         * faster than anybody draws it gets screens meanwhile, which {@link TerminalEvent.Screens} tells.
         */
        FRESH,
        /** Every byte; the pane may be held back for it. */
        LOSSLESS,
        /** The server hangs up; the client comes back and goes on with a snapshot. */
        DISCONNECT
    }

    /** Refuses an empty name and less than no history. */
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
     * The active pane of a session at 80 by 24, to be typed into.
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
     * Names a pane.
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
     * Views all of the session as {@code tmux attach} would draw it.
     *
     * @return a changed copy
     */
    public TerminalSpec mirror() {
        return new TerminalSpec(
                session, paneId, size, View.MIRROR, readOnly, delivery, history, visible, wholeWindow, nextPane);
    }

    /**
     * Looks on only.
     *
     * @return a changed copy
     */
    public TerminalSpec lookOn() {
        return new TerminalSpec(session, paneId, size, view, true, delivery, history, visible, wholeWindow, nextPane);
    }

    /**
     * Sets what happens when the listener is too slow.
     *
     * @param value {@link Delivery#FRESH} unless set
     * @return a changed copy
     */
    public TerminalSpec delivery(Delivery value) {
        return new TerminalSpec(session, paneId, size, view, readOnly, value, history, visible, wholeWindow, nextPane);
    }

    /**
     * Asks for history in snapshots.
     *
     * @param lines how many, 0 or more; the server cuts it to its limit
     * @return a changed copy
     */
    public TerminalSpec history(int lines) {
        return new TerminalSpec(
                session, paneId, size, view, readOnly, delivery, OptionalInt.of(lines), visible, wholeWindow, nextPane);
    }

    /**
     * Says that nobody sees it: it has no say in sizes.
     *
     * @return a changed copy
     */
    public TerminalSpec unseen() {
        return new TerminalSpec(session, paneId, size, view, readOnly, delivery, history, false, wholeWindow, nextPane);
    }

    /**
     * Says that the size is room for all panes of the window.
     *
     * @return a changed copy
     */
    public TerminalSpec sizeOfWindow() {
        return new TerminalSpec(session, paneId, size, view, readOnly, delivery, history, visible, true, nextPane);
    }

    /**
     * Goes on with the session's active pane when the pane ends.
     *
     * @return a changed copy
     */
    public TerminalSpec followSession() {
        return new TerminalSpec(session, paneId, size, view, readOnly, delivery, history, visible, wholeWindow, true);
    }
}
