package io.tmuxbridge.transport;

import java.nio.ByteBuffer;

/** One message to be sent whole: text or bytes. */
public sealed interface Frame {

    /**
     * Bytes the frame holds, for accounting: exact for binary, a close upper bound for text.
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
            return text.length();
        }
    }

    /**
     * A binary frame.
     *
     * @param bytes the content between position and limit; a reader takes a duplicate
     */
    record Binary(ByteBuffer bytes) implements Frame {
        @Override
        public int size() {
            return bytes.remaining();
        }
    }
}
