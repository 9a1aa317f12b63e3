package io.tmuxbridge.jakarta;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Cuts the words of a close frame to what RFC 6455, section 5.5, leaves for them. */
final class CloseWords {

    private static final int MAX_BYTES = 123;

    private CloseWords() {}

    /** The longest beginning of the text that fits, never half a character. */
    static String fit(String reason) {
        CharBuffer in = CharBuffer.wrap(reason);
        StandardCharsets.UTF_8.newEncoder().encode(in, ByteBuffer.allocate(MAX_BYTES), true);
        return reason.substring(0, in.position());
    }
}
