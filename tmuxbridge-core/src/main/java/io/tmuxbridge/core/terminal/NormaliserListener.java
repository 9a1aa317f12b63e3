package io.tmuxbridge.core.terminal;

/**
 * Told what a pane's stream asks for beside the screen. Called on the thread that feeds the normaliser, in the order of
 * the stream; must return at once.
 */
public interface NormaliserListener {
    /** Listens to nothing. */
    NormaliserListener NONE = new NormaliserListener() {};

    /**
     * The program set the pane's title (OSC 0, OSC 2, APC).
     *
     * @param title printable characters, possibly none
     */
    default void title(String title) {}

    /** The program rang the bell (BEL outside of a string). */
    default void bell() {}

    /**
     * The program asked to write the clipboard (OSC 52), within what the policy allows. It is not let through: who
     * wants it acts here.
     *
     * @param selection which selections the program named, such as {@code c}; often empty
     * @param base64 the text as the program encoded it, not yet checked
     */
    default void clipboard(String selection, String base64) {}

    /**
     * A shell marks its prompts and commands (OSC 133, of FinalTerm). Not let through: tmux up to 3.3 does not know it,
     * and no viewer needs it. The normalised bytes of everything before it are in the sink.
     *
     * @param mark what stands behind {@code 133;}, such as {@code A} or {@code D;0}
     */
    default void shellMark(String mark) {}

    /** The program asked for a title, the clipboard or a link, and the policy does not allow it. */
    default void refused() {}
}
