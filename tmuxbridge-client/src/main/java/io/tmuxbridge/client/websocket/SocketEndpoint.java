package io.tmuxbridge.client.websocket;

import io.tmuxbridge.client.spi.LineListener;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Passes what arrives on one WebSocket to a line's listener.
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
        session.setMaxTextMessageBufferSize(largest);
        session.setMaxBinaryMessageBufferSize(largest);
        session.setMaxIdleTimeout(0);
        // No lambdas: a container may find out by reflection what a handler takes.
        session.addMessageHandler(String.class, new MessageHandler.Whole<String>() {
            @Override
            public void onMessage(String message) {
                listener.text(message);
            }
        });
        session.addMessageHandler(ByteBuffer.class, new MessageHandler.Whole<ByteBuffer>() {
            @Override
            public void onMessage(ByteBuffer message) {
                listener.binary(message);
            }
        });
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
