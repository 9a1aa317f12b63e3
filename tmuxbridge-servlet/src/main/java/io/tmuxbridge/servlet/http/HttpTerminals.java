package io.tmuxbridge.servlet.http;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.TmuxBridgeException;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;

/**
 * Registers a bridge's transport over plain HTTP with a servlet context, beside the WebSocket endpoint: for clients
 * whose network lets no WebSocket through.
 *
 * <p>It is served at {@code <prefix>/http/terminal} and {@code <prefix>/http/terminal/{sessionId}}. The bridge is not
 * closed by the container: whoever built it closes it. Filters that stand before the servlet must support asynchronous
 * requests.
 *
 * <p><b>Threads:</b> call it while the application starts, from the thread that starts it.
 */
public final class HttpTerminals {

    private HttpTerminals() {}

    /**
     * Registers a bridge with the default options.
     *
     * @param context the application's context, not initialised yet
     * @param bridge the bridge
     * @throws TmuxBridgeException {@link ErrorCode#CONFLICT} when the path is taken
     */
    public static void register(ServletContext context, TmuxBridge bridge) {
        register(context, bridge, HttpOptions.defaults());
    }

    /**
     * Registers a bridge.
     *
     * @param context the application's context, not initialised yet
     * @param bridge the bridge
     * @param options where and how
     * @throws TmuxBridgeException {@link ErrorCode#CONFLICT} when the path is taken
     */
    public static void register(ServletContext context, TmuxBridge bridge, HttpOptions options) {
        register(context, new TerminalServlet(bridge, options), options.pathPrefix());
    }

    /**
     * Registers a servlet that was made before.
     *
     * @param context the application's context, not initialised yet
     * @param servlet the servlet
     * @param pathPrefix put before {@code /http/terminal}, see {@link HttpOptions#pathPrefix()}
     * @throws TmuxBridgeException {@link ErrorCode#CONFLICT} when the path is taken
     */
    public static void register(ServletContext context, TerminalServlet servlet, String pathPrefix) {
        String path = pathPrefix + "/http/terminal";
        ServletRegistration.Dynamic registered = context.addServlet("tmuxbridge " + path, servlet);
        if (registered == null || !registered.addMapping(path + "/*").isEmpty()) {
            throw new TmuxBridgeException(
                    ErrorCode.CONFLICT, "cannot register a servlet at " + path + "/*: the path is taken");
        }
        registered.setAsyncSupported(true);
    }
}
