package io.tmuxbridge.jakarta.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Joins the parts of a binary message; one that came in one part is passed on without a copy. Guarded by
 * {@link Inbound}'s lock.
 */
final class PartialBinary {

    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    private ByteBuffer whole = EMPTY;

    /** Adds a part; false when the message is now longer than allowed. */
    boolean add(ByteBuffer part, boolean last, int maxBytes) {
        if ((long) kept.size() + part.remaining() > maxBytes) {
            return false;
        }
        if (last && kept.size() == 0) {
            whole = part;
            return true;
        }
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        kept.writeBytes(copy);
        if (last) {
            whole = ByteBuffer.wrap(kept.toByteArray());
        }
        return true;
    }

    /** The whole message, to be read before the container's call returns; the next one begins. */
    ByteBuffer take() {
        ByteBuffer taken = whole;
        whole = EMPTY;
        kept = new ByteArrayOutputStream(0);
        return taken;
    }
}
