package io.tmuxbridge;

/**
 * Which size a terminal gets when its viewers have different ones. Viewers of another size than the terminal's show it
 * letterboxed. A person attached by plain {@code tmux attach} decides alone, as far as tmux lets clients decide.
 */
public enum SizePolicy {
    /** That of the viewer who typed, resized or joined last. */
    LATEST_ACTIVE,
    /** The least columns and the least rows of all viewers, so that nobody misses anything. */
    SMALLEST,
    /** The most columns and the most rows of all viewers. */
    LARGEST
}
