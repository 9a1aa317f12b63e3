package io.tmuxbridge.transport;

import java.nio.ByteBuffer;

/** One complete message to send: text or bytes. */
public sealed interface Frame {

    /**
     * Returns the number of bytes in the frame, for accounting: exact for binary and, as UTF-8, for well-formed text. A
     * lone surrogate, which has no UTF-8 encoding, counts as 2.
     *
     * @return a number of bytes
     */
    int size();

    /**
     * A text frame.
     *
     * @param text well-formed Unicode
     */
    record Text(String text) implements Frame {
        @Override
        public int size() {
            long bytes = 0;
            for (int i = 0; i < text.length(); i++) {
                bytes += utf8Bytes(text.charAt(i));
            }
            return (int) Math.min(bytes, Integer.MAX_VALUE);
        }

        /**
         * Returns the bytes in UTF-8 (RFC 3629, section 3); each half of a surrogate pair counts as half of its four
         * bytes.
         */
        private static int utf8Bytes(char c) {
            if (c < 0x80) {
                return 1;
            }
            return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
    }

    /**
     * A binary frame.
     *
     * @param bytes the content between position and limit; readers use a duplicate
     */
    record Binary(ByteBuffer bytes) implements Frame {
        @Override
        public int size() {
            return bytes.remaining();
        }
    }
}
