package io.tmuxbridge.client.websocket;

import io.tmuxbridge.client.internal.Threads;
import io.tmuxbridge.client.spi.Connector;
import io.tmuxbridge.client.spi.Line;
import io.tmuxbridge.client.spi.LineListener;
import io.tmuxbridge.client.spi.RefusedException;
import io.tmuxbridge.client.spi.Target;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens WebSockets with a Jakarta WebSocket container: the one found on the class path, or one that the application has
 * set up (trust, proxies, threads).
 *
 * <p><b>Threads:</b> any; the monitor guards the container that was found. Daemon threads that come and go send, as
 * containers may block in that.
 */
public final class WebSocketConnector implements Connector {

    /** The error message when there is nothing to open WebSockets with. */
    public static final String MISSING =
            "there is no WebSocket client on the class path: add org.glassfish.tyrus.bundles:tyrus-standalone-client";

    /** A snapshot with a lot of history is one message; Tyrus's own limit of 4 MiB would end the connection. */
    private static final int LARGEST_MESSAGE = 64 << 20;

    // Tyrus bounds a frame by this property, not by what the API sets for a session. Its documented name counts only
    // among the properties of the container, which is the application's.
    private static final String TYRUS_BUFFER = "weblogic.websocket.tyrus.incoming-buffer-size";

    private final Supplier<WebSocketContainer> containers;
    private final Executor sender = Threads.named("tmuxbridge-client-sender");
    private @Nullable WebSocketContainer found;

    WebSocketConnector(Supplier<WebSocketContainer> containers) {
        this.containers = containers;
    }

    /**
     * Uses whatever container {@link ContainerProvider} finds when the first line is opened, by the class loader of the
     * thread or else by that of this library, and the same one for all lines. Nobody stops it, as Jakarta WebSocket has
     * no method for that: Jetty's keeps its threads until the process ends, so programs that create many clients there
     * share one container ({@link #with}).
     *
     * @return a connector
     */
    public static WebSocketConnector create() {
        return new WebSocketConnector(WebSocketConnector::find);
    }

    /** A thread's loader may see no container, or one for another copy of the API, as in pools that servers share. */
    private static WebSocketContainer find() {
        try {
            return ContainerProvider.getWebSocketContainer();
        } catch (RuntimeException | ServiceConfigurationError e) {
            Thread here = Thread.currentThread();
            ClassLoader before = here.getContextClassLoader();
            here.setContextClassLoader(WebSocketConnector.class.getClassLoader());
            try {
                return ContainerProvider.getWebSocketContainer();
            } finally {
                here.setContextClassLoader(before);
            }
        }
    }

    /**
     * Uses one container for all lines.
     *
     * @param container the container, set up by the application, which must also shut it down if necessary
     * @return a connector
     */
    public static WebSocketConnector with(WebSocketContainer container) {
        return new WebSocketConnector(() -> container);
    }

    @Override
    public Line open(Target target, LineListener listener) throws IOException {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(List.of(target.subprotocol().wire()))
                .configurator(new RequestHeaders(target.headers()))
                .build();
        config.getUserProperties().put(TYRUS_BUFFER, LARGEST_MESSAGE);
        try {
            SocketEndpoint endpoint = new SocketEndpoint(listener, LARGEST_MESSAGE);
            Session session = connect(endpoint, config, target.endpoint());
            String agreed = session.getNegotiatedSubprotocol();
            // A server that names none has been seen to speak the one it was offered.
            boolean another = agreed != null
                    && !agreed.isEmpty()
                    && !agreed.equals(target.subprotocol().wire());
            if (another) {
                endpoint.over(CloseReason.CloseCodes.PROTOCOL_ERROR.getCode(), "it agreed to '" + agreed + "'");
                session.close();
                throw new IOException(
                        target + " does not speak " + target.subprotocol().wire() + " but '" + agreed + "'");
            }
            return new SocketLine(session, endpoint, sender);
        } catch (DeploymentException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String words = "cannot connect to " + target + ": " + cause.getMessage();
            OptionalInt refusal = HandshakeRefusal.closeCode(e);
            throw refusal.isPresent() ? new RefusedException(refusal.getAsInt(), words, e) : new IOException(words, e);
        }
    }

    /** The container that Undertow's provider finds may be that of a server in this program, which has ended since. */
    private Session connect(SocketEndpoint endpoint, ClientEndpointConfig config, URI server)
            throws IOException, DeploymentException {
        WebSocketContainer known = container();
        try {
            return known.connectToServer(endpoint, config, server);
        } catch (ClosedChannelException e) {
            forget(known);
            return container().connectToServer(endpoint, config, server);
        }
    }

    private synchronized void forget(WebSocketContainer closed) {
        found = found == closed ? null : found;
    }

    /** One for all lines: a container may have threads, and Jetty's has some until it is stopped. */
    private synchronized WebSocketContainer container() throws IOException {
        try {
            WebSocketContainer container = found == null ? containers.get() : found;
            found = container;
            return container;
        } catch (RuntimeException e) {
            throw new IOException(MISSING, e);
        }
    }

    private static final class RequestHeaders extends ClientEndpointConfig.Configurator {

        private final Map<String, String> more;

        RequestHeaders(Map<String, String> more) {
            this.more = more;
        }

        @Override
        public void beforeRequest(Map<String, List<String>> headers) {
            // Not a browser: an origin would be one that the container has made up.
            headers.keySet().removeIf("Origin"::equalsIgnoreCase);
            more.forEach((name, value) -> headers.put(name, List.of(value)));
        }
    }
}
