package io.tmuxbridge.jakarta;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.transport.Admission;
import io.tmuxbridge.transport.Handshake;
import io.tmuxbridge.transport.Subprotocol;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Registers a bridge with a Jakarta WebSocket container.
 *
 * <p>Two endpoints are registered: {@code /ws/terminal/{sessionId}} for one terminal, and {@code /ws/terminal} for any
 * number of terminals. Each carries the bridge in its configurator, so several bridges can live in one server under
 * different prefixes, and nothing is static. The container does not close the bridge: the code that built it must close
 * it.
 *
 * <p>In a servlet container the {@link ServerContainer} is the context attribute
 * {@code jakarta.websocket.server.ServerContainer}, which is safe to use from a {@code ServletContextListener}.
 *
 * <p><b>Threads:</b> call it during application startup, from the thread that starts the application.
 */
public final class TmuxBridgeEndpoint {

    /**
     * A request parameter that links a connection to its handshake. It must be set by hosts whose container keeps one
     * set of user properties for all handshakes of an endpoint, such as Quarkus: to a unique random value for each
     * request, replacing whatever the client sends. In other containers it is ignored.
     */
    public static final String HANDSHAKE_PARAMETER = "tmuxbridge-handshake";

    private static final List<String> SUBPROTOCOLS =
            Arrays.stream(Subprotocol.values()).map(Subprotocol::wire).toList();

    private TmuxBridgeEndpoint() {}

    /**
     * Registers a bridge at {@code /ws/terminal} with the default options.
     *
     * @param container the server's container, before deployment is complete; null if the server has none, which is
     *     refused
     * @param bridge the bridge
     * @throws TmuxBridgeException {@link ErrorCode#UNAVAILABLE} when there is no container; {@link ErrorCode#CONFLICT}
     *     when the container refuses the paths, for example because they are taken
     */
    public static void register(@Nullable ServerContainer container, TmuxBridge bridge) {
        register(container, bridge, EndpointOptions.defaults());
    }

    /**
     * Registers a bridge.
     *
     * @param container the server's container, before deployment is complete; null if the server has none, which is
     *     refused
     * @param bridge the bridge
     * @param options where the endpoints live and what they need
     * @throws TmuxBridgeException {@link ErrorCode#UNAVAILABLE} when there is no container; {@link ErrorCode#CONFLICT}
     *     when the container refuses the paths, for example because they are taken
     */
    public static void register(@Nullable ServerContainer container, TmuxBridge bridge, EndpointOptions options) {
        Objects.requireNonNull(bridge, "bridge");
        Objects.requireNonNull(options, "options");
        if (container == null) {
            throw new TmuxBridgeException(
                    ErrorCode.UNAVAILABLE,
                    "the ServerContainer is null: this server has no Jakarta WebSocket, or not yet; add its WebSocket module, and"
                            + " register while the application starts");
        }
        configs(bridge, options).forEach(config -> add(container, config));
    }

    /**
     * Returns the endpoint configurations themselves, for hosts that ask for them ({@code ServerApplicationConfig})
     * where {@link #register} comes too late, as in Quarkus.
     *
     * @param bridge the bridge; not used before the first handshake
     * @param options where the endpoints live and what they need
     * @return one configuration for each of the two endpoints
     */
    public static List<ServerEndpointConfig> configs(TmuxBridge bridge, EndpointOptions options) {
        EndpointOptions own = options.forBridge(bridge);
        String base = own.pathPrefix() + "/ws/terminal";
        return List.of(
                shared(base + "/{sessionId}", HandshakeConfigurator.reading(bridge, own, true)),
                shared(base, HandshakeConfigurator.reading(bridge, own, false)));
    }

    /** Creates a configuration for many connections. */
    private static ServerEndpointConfig shared(String path, HandshakeConfigurator configurator) {
        ServerEndpointConfig config = config(path, configurator);
        configurator.handover().mark(config.getUserProperties());
        return config;
    }

    /**
     * Returns the endpoint configuration for a single handshake that was already read and judged before it reaches the
     * container, to pass to {@link ServerContainer#upgradeHttpToWebSocket}.
     *
     * @param bridge the bridge that judged it
     * @param options the options to use; the prefix is ignored. See {@link EndpointOptions#forBridge}
     * @param handshake the handshake
     * @param admission the bridge's decision; must not be a refusal
     * @return a configuration for this one connection
     */
    public static ServerEndpointConfig admitted(
            TmuxBridge bridge, EndpointOptions options, Handshake handshake, Admission admission) {
        return config(
                "/ws/terminal",
                HandshakeConfigurator.admitting(bridge, options, new Outcome.Admitted(handshake, admission)));
    }

    private static ServerEndpointConfig config(String path, HandshakeConfigurator configurator) {
        return ServerEndpointConfig.Builder.create(TerminalEndpoint.class, path)
                .configurator(configurator)
                .subprotocols(SUBPROTOCOLS)
                .build();
    }

    private static void add(ServerContainer container, ServerEndpointConfig config) {
        try {
            container.addEndpoint(config);
        } catch (DeploymentException e) {
            throw new TmuxBridgeException(
                    ErrorCode.CONFLICT,
                    "cannot register a WebSocket endpoint at " + config.getPath() + ": " + e.getMessage()
                            + "; is the path taken, or the deployment complete already?",
                    e);
        }
    }
}
