package io.tmuxbridge.pane;

import io.tmuxbridge.TerminalSize;
import java.nio.ByteBuffer;

/**
 * A piece of a pane's output, as published by {@link Pane#follow}. Minor versions may add kinds: ignore those you do
 * not know, and give a {@code switch} over them a {@code default}.
 */
public sealed interface PaneOutput {

    /**
     * The stream continues.
     *
     * @param position where these bytes begin
     * @param data bytes for a terminal emulator, whole characters only; read-only
     */
    record Bytes(PanePosition position, ByteBuffer data) implements PaneOutput {}

    /**
     * The stream cannot continue with bytes (the pane was resized, output was lost, or the subscriber was too slow):
     * this is the whole screen, and the stream continues from it.
     *
     * @param position where the stream continues
     * @param size the size of the pane
     * @param data the screen, as bytes for a terminal emulator; read-only
     * @param skipped bytes of the stream omitted because the subscriber was too slow
     * @param gap whether other output is, or may be, missing from the stream before this screen: tmux discarded it, or
     *     the bridge lost its connection to tmux for a moment
     */
    record Screen(PanePosition position, TerminalSize size, ByteBuffer data, long skipped, boolean gap)
            implements PaneOutput {}

    /**
     * The pane has ended, and output is, or may be, missing before its end, for which no screen stands: the last piece.
     *
     * @param position where the stream ended
     */
    record Gap(PanePosition position) implements PaneOutput {}
}
