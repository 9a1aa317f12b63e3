package io.tmuxbridge.pane;

import io.tmuxbridge.TerminalSize;
import java.nio.ByteBuffer;

/**
 * A piece of a pane's output, as {@link Pane#follow} gives it. Minor versions may add kinds: ignore those you do not know, and give a
 * {@code switch} over them a {@code default}.
 */
public sealed interface PaneOutput {

    /**
     * The stream goes on.
     *
     * @param position where these bytes begin
     * @param data bytes for a terminal emulator, whole characters; read-only
     */
    record Bytes(PanePosition position, ByteBuffer data) implements PaneOutput {}

    /**
     * The stream cannot go on by bytes (the pane was resized, or the follower was too slow): this is the whole screen, and the
     * stream goes on from it.
     *
     * @param position where the stream goes on
     * @param size of the pane
     * @param data the screen, as bytes for a terminal emulator; read-only
     * @param skipped bytes of the stream left out because the follower was too slow
     */
    record Screen(PanePosition position, TerminalSize size, ByteBuffer data, long skipped) implements PaneOutput {}
}
