package io.tmuxbridge.client.websocket;

import jakarta.websocket.MessageHandler;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Joins the parts of binary messages, as {@link JoinedText} does those of texts; a message that came in one part is
 * passed on without a copy.
 *
 * <p><b>Threads:</b> the container's, one call at a time. What follows a message that is too long is not worth hearing.
 */
final class JoinedBinary implements MessageHandler.Partial<ByteBuffer> {

    private final int largest;
    private final Consumer<ByteBuffer> whole;
    private final Runnable tooLong;
    private ByteArrayOutputStream kept = new ByteArrayOutputStream(0);

    JoinedBinary(int largest, Consumer<ByteBuffer> whole, Runnable tooLong) {
        this.largest = largest;
        this.whole = whole;
        this.tooLong = tooLong;
    }

    @Override
    public void onMessage(ByteBuffer part, boolean last) {
        if ((long) kept.size() + part.remaining() > largest) {
            kept = new ByteArrayOutputStream(0);
            tooLong.run();
        } else if (last && kept.size() == 0) {
            whole.accept(part);
        } else {
            keep(part);
            if (last) {
                ByteBuffer message = ByteBuffer.wrap(kept.toByteArray());
                kept = new ByteArrayOutputStream(0); // a long message must not be kept for short ones
                whole.accept(message);
            }
        }
    }

    private void keep(ByteBuffer part) {
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        kept.writeBytes(copy);
    }
}
