package io.tmuxbridge.core.drive;

import io.tmuxbridge.core.directory.LineSource;
import io.tmuxbridge.core.input.InputPace;
import io.tmuxbridge.core.stream.PaneAddress;

/**
 * What the one in whose name a pane is driven may do. Each refusal is a {@link io.tmuxbridge.TmuxBridgeException}, and
 * written down.
 *
 * <p><b>Threads:</b> any; blocks for some milliseconds.
 */
public interface Permit {

    /**
     * Asks whether it may see the pane.
     *
     * @param sessionId session of the pane
     */
    void view(String sessionId);

    /**
     * Asks whether it may type.
     *
     * @param at the pane
     * @param how the call, for what is written down
     * @param data what is to be typed
     * @return what of it passes
     */
    byte[] type(PaneAddress at, String how, byte[] data);

    /**
     * How much of tmux's time it may take by typing.
     *
     * @return its pace, the same in all panes
     */
    InputPace pace();

    /**
     * Where it reads lines of screen and history.
     *
     * @return lines as it may see them
     */
    LineSource lines();

    /** It drives the pane no longer. */
    void left();
}
