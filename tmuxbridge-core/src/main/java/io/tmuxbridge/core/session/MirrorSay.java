package io.tmuxbridge.core.session;

import org.jspecify.annotations.Nullable;

/**
 * The size of one viewer of a whole session: it looks at a terminal of that size.
 *
 * <p><b>Threads:</b> any.
 */
final class MirrorSay implements SizeSay {

    private final Mirrors mirrors;
    private volatile @Nullable Attachment attachment;

    MirrorSay(Mirrors mirrors) {
        this.mirrors = mirrors;
    }

    /** Whose it is. */
    void of(Attachment value) {
        attachment = value;
    }

    @Override
    public void resize(ViewerSize value) {
        Attachment own = attachment;
        if (own != null) {
            mirrors.later(own);
        }
    }

    /** tmux itself goes by who typed last. */
    @Override
    public void typed() {}

    /** Its client of tmux writes or does not, and that stays. */
    @Override
    public void say(boolean value) {}

    @Override
    public void leave() {}
}
