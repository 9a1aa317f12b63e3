package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.internal.MalformedPathException;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Subprotocol;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads handshakes for one endpoint of one bridge. An instance, not a class, is given to the container: so nothing is
 * static.
 *
 * <p>It refuses early only what no host could make right (see {@link #checkOrigin}); the bridge decides once the
 * connection is open. It never throws: one container drops the connection then, others print stack traces.
 *
 * <p><b>Threads:</b> called from any thread, several at a time.
 */
final class HandshakeConfigurator extends ServerEndpointConfig.Configurator {

    private static final Logger LOG = LoggerFactory.getLogger(HandshakeConfigurator.class);
    private static final Pattern ORIGIN = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s,/]*");

    private final TmuxBridge bridge;
    private final EndpointOptions options;
    private final Function<HandshakeRequest, Outcome> reader;
    private final Handover handover = new Handover();
    private final Peers peers;

    private HandshakeConfigurator(
            TmuxBridge bridge, EndpointOptions options, Function<HandshakeRequest, Outcome> reader) {
        this.bridge = bridge;
        this.options = options;
        this.reader = reader;
        this.peers = new Peers(options);
    }

    /** Reads every handshake itself. */
    static HandshakeConfigurator reading(TmuxBridge bridge, EndpointOptions options, boolean sessionInPath) {
        return new HandshakeConfigurator(
                bridge, options, new HandshakeReader(sessionInPath, options.principals())::read);
    }

    /** For one handshake that was read and judged before. */
    static HandshakeConfigurator admitting(TmuxBridge bridge, EndpointOptions options, Outcome.Admitted admitted) {
        return new HandshakeConfigurator(bridge, options, request -> admitted);
    }

    Handover handover() {
        return handover;
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) {
        return endpointClass.cast(new TerminalEndpoint(bridge, options, handover, peers));
    }

    /**
     * Refuses only what is no origin, {@code null} among it. The policy, which may be the application's own, wants to
     * know host and scheme, which are not to be seen here: the bridge asks it when the connection is open, and tells
     * the log of a no.
     */
    @Override
    public boolean checkOrigin(@Nullable String origin) {
        return origin == null || origin.isEmpty() || ORIGIN.matcher(origin).matches();
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return Subprotocol.pick(requested.stream().map(String::strip).toList())
                .map(Subprotocol::wire)
                .orElse("");
    }

    /** None: compression costs each connection a window, and adds to the time of an echo. */
    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return List.of();
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        handover.leave(config.getUserProperties(), request.getParameterMap(), read(request));
    }

    private Outcome read(HandshakeRequest request) {
        try {
            return reader.apply(request);
        } catch (MalformedPathException e) {
            return new Outcome.Refused(CloseCode.NOT_FOUND, e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("a handshake could not be read, the connection is refused", e);
            return new Outcome.Refused(CloseCode.INTERNAL, "the handshake could not be read");
        }
    }
}
