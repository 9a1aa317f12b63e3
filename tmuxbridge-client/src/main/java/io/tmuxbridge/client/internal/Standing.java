package io.tmuxbridge.client.internal;

/**
 * What the server has made of the client's credentials so far: whether they were good on this line, and on one before
 * it, and whether new ones were shown since.
 *
 * <p><b>Threads:</b> in turns of the client.
 */
final class Standing {

    private final boolean renewable;
    private boolean renewed;
    private boolean good;
    private boolean goodBefore;

    Standing(boolean renewable) {
        this.renewable = renewable;
    }

    /** What was asked for was answered: the credentials are good. */
    void well() {
        renewed = false;
        good = true;
    }

    void lineLost() {
        goodBefore |= good;
        good = false;
    }

    /** Whether a close with that code is worth a try with new credentials, which is one at a time. */
    boolean renews(int code) {
        boolean renews = code == CloseMeaning.UNAUTHENTICATED && renewable && !renewed;
        renewed |= renews;
        return renews;
    }

    /** What a close with that code means where it is the end; whoever asks for a line after it has a try more again. */
    CloseMeaning end(int code) {
        renewed = false;
        CloseMeaning meaning = CloseMeaning.of(code);
        boolean used = code == CloseMeaning.UNAUTHENTICATED && goodBefore && !good && !renewable;
        return used ? meaning.ofUsedToken() : meaning;
    }
}
