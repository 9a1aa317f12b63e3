package io.tmuxbridge.core.session;

import io.tmuxbridge.core.directory.SessionLayout;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.stream.PaneEnd;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.viewer.InputLedger;

/**
 * Where a terminal reaches the connection behind a viewer.
 *
 * <p><b>Threads:</b> any. No call may block.
 */
public interface ViewerPort {

    /** There may be output to take. */
    void wake();

    /**
     * Whether output is drawn here and nothing else is done with it. Then screens can stand for bytes that come faster
     * than anybody draws; a program that looks for something in them would miss it.
     *
     * @return false when it is read
     */
    boolean draws();

    /**
     * Something happened to the pane.
     *
     * @param event what
     */
    void event(PaneEvent event);

    /**
     * What the pane's viewers show is wrong, and they go on from another screen, as whoever else reads here has to.
     *
     * @param snapshot that screen
     */
    void corrected(Snapshot snapshot);

    /**
     * The fate of inputs is known: tmux has taken them, but for those of which {@link #inputLost} was told before.
     *
     * @param seq number of the last of them
     */
    void inputTaken(long seq);

    /**
     * Inputs may not have arrived: tmux or its client went away before it answered. Told again to a client that comes
     * back, since it may not have heard.
     *
     * @param inputs their numbers, 0 to 0 for one that had none
     */
    void inputLost(InputLedger.Lost inputs);

    /**
     * Windows or panes of the session changed, or this is how they are.
     *
     * @param layout the newest layout
     */
    void layout(SessionLayout layout);

    /**
     * The number of viewers changed.
     *
     * @param count how many there are now
     */
    void viewers(int count);

    /**
     * Another viewer types here.
     *
     * @param caller name of that viewer's caller
     */
    void typing(String caller);

    /**
     * The window has somebody's size.
     *
     * @param owner whose
     */
    void sizeOwner(SizeOwner owner);

    /**
     * The terminal is over. What is in the log still has to be sent.
     *
     * @param end why
     */
    void ended(PaneEnd end);

    /**
     * Another connect of the same client took this viewer's place: it gets nothing more.
     *
     * @param newer who took it
     */
    void takenOver(ViewerPort newer);
}
