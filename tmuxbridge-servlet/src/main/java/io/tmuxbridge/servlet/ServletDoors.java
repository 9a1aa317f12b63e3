package io.tmuxbridge.servlet;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.EndpointOptions;
import io.tmuxbridge.servlet.config.BridgeSettings;
import io.tmuxbridge.servlet.http.HttpTerminals;
import io.tmuxbridge.servlet.http.TerminalServlet;
import io.tmuxbridge.servlet.http.UpgradeServlet;
import io.tmuxbridge.servlet.http.WebSocketTerminals;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The doors that are servlets, as far as the settings want them, and what the WebSocket endpoint needs of filters.
 * Listeners that an initializer has added may register no servlets (Servlet 6.0, section 4.4), so they are registered
 * before there is a bridge, and find it in the context.
 */
final class ServletDoors {

    private ServletDoors() {}

    static void open(ServletContext context, BridgeSettings settings, Executor closer) {
        if (settings.refusesByStatus()) {
            EndpointOptions options = settings.options().withCloser(closer);
            WebSocketTerminals.register(
                    context, new UpgradeServlet(() -> bridge(context), options), options.pathPrefix());
        } else {
            tellPeers(context, settings.options().pathPrefix());
        }
        settings.http()
                .ifPresent(options -> HttpTerminals.register(
                        context, new TerminalServlet(() -> bridge(context), options), options.pathPrefix()));
    }

    private static void tellPeers(ServletContext context, String prefix) {
        FilterRegistration.Dynamic filter = context.addFilter("tmuxbridge-peers", new PeerFilter());
        filter.setAsyncSupported(true);
        boolean last = false; // the container's own for WebSocket passes on no handshake
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), last, prefix + "/ws/terminal/*");
    }

    private static Optional<TmuxBridge> bridge(ServletContext context) {
        return Optional.ofNullable(context.getAttribute(TmuxBridgeListener.BRIDGE))
                .filter(TmuxBridge.class::isInstance)
                .map(TmuxBridge.class::cast);
    }
}
