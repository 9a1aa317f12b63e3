package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.internal.Inbound;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.ConnectionHandler;
import io.tmuxbridge.transport.Handshake;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket connection as the container sees it: connects a {@link JakartaConnection} to the container's session.
 *
 * <p>Messages are received in parts and joined here, because containers that join them either have no limit (Undertow,
 * Tyrus) or reserve the whole limit for every connection (Tomcat).
 *
 * <p>Public only because Tyrus calls its methods by reflection; nobody else can create one.
 *
 * <p><b>Threads:</b> whatever the container uses, event loops included: nothing here blocks.
 */
public final class TerminalEndpoint extends Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(TerminalEndpoint.class);

    private final TmuxBridge bridge;
    private final EndpointOptions options;
    private final Handover handover;
    private final Peers peers;
    private volatile @Nullable JakartaConnection connection;

    TerminalEndpoint(TmuxBridge bridge, EndpointOptions options, Handover handover, Peers peers) {
        this.bridge = bridge;
        this.options = options;
        this.handover = handover;
        this.peers = peers;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        Outcome outcome = handover.take(session);
        if (outcome instanceof Outcome.Read read) {
            open(session, peers.complete(read, session), bridge::accept);
        } else if (outcome instanceof Outcome.Admitted admitted) {
            open(session, admitted.handshake(), admitted.admission()::accept);
        } else if (outcome instanceof Outcome.Refused refused) {
            LOG.debug("a connection is refused: {}", refused.reason());
            refuse(session, refused.code(), refused.reason());
        }
    }

    private void open(Session session, Handshake handshake, Function<Connection, ConnectionHandler> entrance) {
        session.setMaxIdleTimeout(0); // clients may be silent: the bridge pings; Jetty's default is 30 s
        JakartaConnection opened = new JakartaConnection(session, handshake, options);
        connection = opened;
        Inbound inbound = opened.inbound();
        session.addMessageHandler(String.class, (MessageHandler.Partial<String>) inbound::text);
        session.addMessageHandler(ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>) inbound::binary);
        session.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>) pong -> inbound.pong());
        try {
            inbound.begin(() -> entrance.apply(opened));
        } catch (RuntimeException e) {
            LOG.error("the bridge failed to take over a connection from {}", handshake.remoteAddress(), e);
            opened.close(CloseCode.INTERNAL.code(), "the bridge failed, see its log");
        }
    }

    private void refuse(Session session, CloseCode code, String reason) {
        new JakartaConnection(session, NoHandshake.VALUE, options).close(code.code(), reason);
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        ended(
                reason.getCloseCode().getCode(),
                Optional.ofNullable(reason.getReasonPhrase()).orElse(""));
    }

    /** Handles a failure of the connection. Containers differ in whether they close it, so it is closed here. */
    @Override
    public void onError(Session session, Throwable failure) {
        LOG.debug("a connection failed", failure);
        JakartaConnection open = connection;
        if (open != null) {
            open.close(CloseCode.INTERNAL.code(), "the connection failed");
        }
    }

    private void ended(int code, String reason) {
        JakartaConnection open = connection;
        if (open != null) {
            open.ended(code, reason);
        }
    }
}
