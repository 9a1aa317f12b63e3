package io.tmuxbridge.core.session;

/**
 * What a viewer's size comes to: a wish among others for the size of a window ({@link SizeWish}), or the size of the
 * terminal of its own that it looks at ({@link Mirrors}).
 *
 * <p><b>Threads:</b> any. No method blocks.
 */
interface SizeSay {

    /** The viewer has another size, or is hidden or seen again. */
    void resize(ViewerSize value);

    /** Somebody typed here. */
    void typed();

    /** From now on the viewer may write, and has a say, or may not. */
    void say(boolean value);

    /** The viewer has gone. */
    void leave();
}
