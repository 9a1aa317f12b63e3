package io.tmuxbridge.jakarta.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Cuts the words of a close frame to what RFC 6455, section 5.5, leaves for them. */
public final class CloseWords {

    private static final int MAX_BYTES = 123;

    private CloseWords() {}

    /**
     * Cuts a text.
     *
     * @param reason any words
     * @return the longest beginning that fits, never half a character
     */
    public static String fit(String reason) {
        CharBuffer in = CharBuffer.wrap(reason);
        StandardCharsets.UTF_8.newEncoder().encode(in, ByteBuffer.allocate(MAX_BYTES), true);
        return reason.substring(0, in.position());
    }
}
