package io.tmuxbridge.client.websocket;

import io.tmuxbridge.client.spi.LineListener;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Passes what arrives on one WebSocket to a line's listener: messages whole, whatever parts the container hands over.
 *
 * <p><b>Threads:</b> the container's. Ends with the socket, or with {@link #over}, which is reported once.
 */
final class SocketEndpoint extends Endpoint {

    /**
     * What Tyrus reports for a close without a code, which servers send when the line breaks half way. Its code is then
     * 1000.
     */
    private static final String TYRUS_NO_STATUS = "Normal closure.";

    private final LineListener listener;
    private final int largest;
    private final AtomicBoolean closed = new AtomicBoolean();

    SocketEndpoint(LineListener listener, int largest) {
        this.listener = listener;
        this.largest = largest;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxIdleTimeout(0);
        session.addMessageHandler(
                String.class,
                new JoinedText(largest, message -> unlessOver(() -> listener.text(message)), () -> tooLong(session)));
        session.addMessageHandler(
                ByteBuffer.class,
                new JoinedBinary(
                        largest, message -> unlessOver(() -> listener.binary(message)), () -> tooLong(session)));
    }

    private void unlessOver(Runnable tell) {
        if (!closed.get()) {
            tell.run();
        }
    }

    /** Told first: the close may take its time, and containers word it differently. */
    private void tooLong(Session session) {
        String words = "a message of the server is longer than " + largest + " bytes";
        over(CloseReason.CloseCodes.TOO_BIG.getCode(), words);
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.TOO_BIG, words));
        } catch (IOException e) {
            // It is gone already, which is what was asked for.
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        int code = reason.getCloseCode().getCode();
        String words = Objects.requireNonNullElse(reason.getReasonPhrase(), "");
        boolean noStatus = code == CloseReason.CloseCodes.NORMAL_CLOSURE.getCode() && words.equals(TYRUS_NO_STATUS);
        if (noStatus) {
            over(CloseReason.CloseCodes.NO_STATUS_CODE.getCode(), "");
        } else {
            over(code, words);
        }
    }

    /** The line has ended, whoever notices it first. */
    void over(int code, String words) {
        if (closed.compareAndSet(false, true)) {
            listener.closed(code, words);
        }
    }

    @Override
    public void onError(Session session, Throwable error) {
        // A broken socket is told by onClose, which follows.
    }
}
