package io.tmuxbridge.examples.cli;

import io.tmuxbridge.transport.Subprotocol;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;

/**
 * Opens WebSockets with Tyrus. Sends are handed over without waiting: what may be under way is bounded by the callers,
 * which have at most their unacknowledged input in it.
 *
 * <p><b>Threads:</b> any.
 */
final class WebSocketConnector implements Wire.Connector {

    // Named, because the class path has a second container, the server's.
    private static final String CONTAINER = "org.glassfish.tyrus.container.grizzly.client.GrizzlyClientContainer";
    private static final int HANDSHAKE_MILLIS = 10_000;
    /** A snapshot with much history is one message; Tyrus's own 4 MiB would end the connection. */
    private static final int LARGEST_MESSAGE = 64 << 20;

    // Held here because the logging framework holds loggers weakly; Tyrus's words would end up in the picture.
    private final Logger tyrusLog = Logger.getLogger("org.glassfish");
    private final ServerAddress server;
    private final Subprotocol subprotocol;

    WebSocketConnector(ServerAddress server, Subprotocol subprotocol) {
        this.server = server;
        this.subprotocol = subprotocol;
        tyrusLog.setLevel(Level.OFF);
    }

    @Override
    public Wire connect(Wire.Listener listener) throws IOException {
        ClientManager client = ClientManager.createClient(CONTAINER);
        client.getProperties().put(ClientProperties.HANDSHAKE_TIMEOUT, HANDSHAKE_MILLIS);
        client.getProperties().put(ClientProperties.INCOMING_BUFFER_SIZE, LARGEST_MESSAGE);
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(List.of(subprotocol.wire()))
                .configurator(new ClientEndpointConfig.Configurator() {
                    @Override
                    public void beforeRequest(Map<String, List<String>> headers) {
                        // Not a browser: an origin would be one that Tyrus has made up.
                        headers.keySet().removeIf("Origin"::equalsIgnoreCase);
                        server.token().ifPresent(token -> headers.put("Authorization", List.of("Bearer " + token)));
                    }
                })
                .build();
        try {
            return new Open(client.connectToServer(new Incoming(listener), config, server.endpoint()));
        } catch (DeploymentException e) {
            String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new IOException("cannot connect to " + server + ": " + why, e);
        }
    }

    private static final class Incoming extends Endpoint {

        private final Wire.Listener listener;

        Incoming(Wire.Listener listener) {
            this.listener = listener;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.setMaxTextMessageBufferSize(LARGEST_MESSAGE);
            session.setMaxBinaryMessageBufferSize(LARGEST_MESSAGE);
            // No lambdas: the container finds out by reflection what a handler takes.
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
            listener.closed(reason.getCloseCode().getCode(), Objects.requireNonNullElse(reason.getReasonPhrase(), ""));
        }

        @Override
        public void onError(Session session, Throwable error) {
            // What matters of it is told by onClose.
        }
    }

    private record Open(Session session) implements Wire {

        @Override
        public void text(String message) {
            unlessClosed(() -> session.getAsyncRemote().sendText(message));
        }

        @Override
        public void binary(ByteBuffer message) {
            unlessClosed(() -> session.getAsyncRemote().sendBinary(message));
        }

        /** Between the close and the listener's hearing of it a send throws; the listener hears of it all the same. */
        private static void unlessClosed(Runnable send) {
            try {
                send.run();
            } catch (IllegalStateException e) {
                // Told by onClose.
            }
        }

        @Override
        public void close(int code, String reason) {
            try {
                session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
            } catch (IOException | IllegalStateException e) {
                // It is gone already, which is what was asked for.
            }
        }
    }
}
