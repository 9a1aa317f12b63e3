package io.tmuxbridge.servlet.http;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.jakarta.EndpointOptions;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;

/**
 * Registers a bridge's WebSocket endpoint with a servlet context as a servlet, in place of {@code TmuxBridgeEndpoint}:
 * who is refused gets a status of HTTP (401, 403, 429 and others) and never a WebSocket.
 *
 * <p>Credentials must come with the handshake: a client that sends its token in a first message gets 401. The server
 * must be able to upgrade a request of a servlet (Jakarta WebSocket 2.1,
 * {@code ServerContainer.upgradeHttpToWebSocket}); docs/embedding.md says which can. The bridge is not closed by the
 * container: whoever built it closes it.
 *
 * <p><b>Threads:</b> call it while the application starts, from the thread that starts it.
 */
public final class WebSocketTerminals {

    private WebSocketTerminals() {}

    /**
     * Registers a bridge at {@code /ws/terminal} with the default options.
     *
     * @param context the application's context, not initialised yet
     * @param bridge the bridge
     * @throws TmuxBridgeException {@link ErrorCode#CONFLICT} when the path is taken
     */
    public static void register(ServletContext context, TmuxBridge bridge) {
        register(context, bridge, EndpointOptions.defaults());
    }

    /**
     * Registers a bridge.
     *
     * @param context the application's context, not initialised yet
     * @param bridge the bridge
     * @param options where and how
     * @throws TmuxBridgeException {@link ErrorCode#CONFLICT} when the path is taken
     */
    public static void register(ServletContext context, TmuxBridge bridge, EndpointOptions options) {
        register(context, new UpgradeServlet(bridge, options), options.pathPrefix());
    }

    /**
     * Registers a servlet that was made before.
     *
     * @param context the application's context, not initialised yet
     * @param servlet the servlet
     * @param pathPrefix put before {@code /ws/terminal}, see {@link EndpointOptions#pathPrefix()}
     * @throws TmuxBridgeException {@link ErrorCode#CONFLICT} when the path is taken
     */
    public static void register(ServletContext context, UpgradeServlet servlet, String pathPrefix) {
        String path = pathPrefix + "/ws/terminal";
        ServletRegistration.Dynamic registered = context.addServlet("tmuxbridge " + path, servlet);
        if (registered == null || !registered.addMapping(path + "/*").isEmpty()) {
            throw new TmuxBridgeException(
                    ErrorCode.CONFLICT, "cannot register a servlet at " + path + "/*: the path is taken");
        }
        registered.setAsyncSupported(true);
    }
}
