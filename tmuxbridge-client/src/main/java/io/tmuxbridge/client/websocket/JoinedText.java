package io.tmuxbridge.client.websocket;

import jakarta.websocket.MessageHandler;
import java.util.function.Consumer;

/**
 * Joins the parts of text messages, in place of the container: Tomcat's makes a buffer for the longest message that it
 * is to join, for each connection.
 *
 * <p><b>Threads:</b> the container's, one call at a time. What follows a message that is too long is not worth hearing.
 */
final class JoinedText implements MessageHandler.Partial<String> {

    private final int largest;
    private final Consumer<String> whole;
    private final Runnable tooLong;
    private StringBuilder kept = new StringBuilder(0);

    JoinedText(int largest, Consumer<String> whole, Runnable tooLong) {
        this.largest = largest;
        this.whole = whole;
        this.tooLong = tooLong;
    }

    @Override
    public void onMessage(String part, boolean last) {
        if ((long) kept.length() + part.length() > largest) {
            kept = new StringBuilder(0);
            tooLong.run();
        } else if (last && kept.isEmpty()) {
            whole.accept(part);
        } else {
            kept.append(part);
            if (last) {
                String message = kept.toString();
                kept = new StringBuilder(0); // a long message must not be kept for short ones
                whole.accept(message);
            }
        }
    }
}
