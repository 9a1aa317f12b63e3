package io.tmuxbridge.servlet;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.InformedAuthenticator;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.jakarta.CloserPool;
import io.tmuxbridge.jakarta.ContainerPrincipal;
import io.tmuxbridge.jakarta.EndpointOptions;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import io.tmuxbridge.servlet.cdi.CdiBeans;
import io.tmuxbridge.servlet.config.BridgeSettings;
import io.tmuxbridge.servlet.config.SettingsSource;
import io.tmuxbridge.servlet.page.PageDoor;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.server.ServerContainer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds a bridge from settings when a web application starts, registers it, and closes it when the application ends;
 * its tmux sessions live on.
 *
 * <p>The context attribute {@value #BRIDGE} holds the bridge. An application that has put one there before registers
 * that one, and closes it itself; one that registers a bridge of its own at the same path sets
 * {@code tmuxbridge.enabled} to false. {@link TmuxBridgeInitializer} adds this listener; where initializers are turned
 * off, name it in {@code web.xml}. Named there where they are not, it leaves everything to the initializer's.
 *
 * <p>Where the server has CDI, a bean of type {@link Authenticator} decides who comes in, in place of the settings.
 *
 * <p><b>Threads:</b> the one that starts or stops the application.
 */
public final class TmuxBridgeListener implements ServletContextListener {

    /** Name of the context attribute with the application's {@link TmuxBridge}. */
    public static final String BRIDGE = "io.tmuxbridge.TmuxBridge";

    private static final Logger LOG = LoggerFactory.getLogger(TmuxBridgeListener.class);
    /** Name of the context attribute with the listener that opens everything. */
    private static final String OPENED = TmuxBridgeListener.class.getName();

    private static final String CONTAINER = "jakarta.websocket.server.ServerContainer";

    private final Optional<BridgeSettings> settings;
    private final CloserPool closer = new CloserPool();
    private Optional<TmuxBridge> built = Optional.empty();

    /** For {@code web.xml}: reads the settings when the application starts. */
    public TmuxBridgeListener() {
        this.settings = Optional.empty();
    }

    /**
     * With settings that were read before.
     *
     * @param settings the settings
     */
    public TmuxBridgeListener(BridgeSettings settings) {
        this.settings = Optional.of(settings);
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        settings.or(() -> readAndOpen(context)).ifPresent(read -> begin(context, read));
    }

    private void begin(ServletContext context, BridgeSettings read) {
        ServerContainer container = container(context);
        EndpointOptions options = read.options().withCloser(closer);
        if (context.getAttribute(BRIDGE) instanceof TmuxBridge own) {
            register(container, own, read, options);
            CdiBeans.bridge(own);
            LOG.info("the application's own bridge is at {}", path(context, options));
        } else {
            build(context, container, read, options);
        }
    }

    private static ServerContainer container(ServletContext context) {
        if (context.getAttribute(CONTAINER) instanceof ServerContainer container) {
            return container;
        }
        throw new TmuxBridgeException(
                ErrorCode.UNAVAILABLE,
                "the context attribute " + CONTAINER + " is " + context.getAttribute(CONTAINER)
                        + ": this server has no Jakarta WebSocket; add its WebSocket module, or set tmuxbridge.enabled to"
                        + " false");
    }

    private void build(
            ServletContext context, ServerContainer container, BridgeSettings read, EndpointOptions options) {
        Optional<Authenticator> ownSignIn = CdiBeans.authenticator();
        BridgeBuilder builder = read.builder();
        ownSignIn.map(TmuxBridgeListener::alone).ifPresent(builder::authenticator);
        TmuxBridge bridge = builder.build();
        try {
            register(container, bridge, read, options);
        } catch (RuntimeException e) {
            bridge.close();
            throw e;
        }
        built = Optional.of(bridge);
        context.setAttribute(BRIDGE, bridge);
        CdiBeans.bridge(bridge);
        LOG.info(
                "terminals are at {}: tmux {}, {}; who may enter: {}",
                path(context, options),
                bridge.info().tmuxVersion(),
                read.socket(),
                ownSignIn.isPresent() ? "whom the application's Authenticator admits" : read.who());
        if (ownSignIn.isEmpty() && !read.letsSomebodyIn()) {
            LOG.warn("nobody can come in, since no way to sign in is set: {}", BridgeSettings.HOW_TO_SIGN_IN);
        }
    }

    /** To whoever decides in place of the settings, their roles are nothing. */
    private static InformedAuthenticator alone(Authenticator own) {
        return credentials -> own.authenticate(ContainerPrincipal.asTheContainerSays(credentials));
    }

    /**
     * Named in {@code web.xml}, it may register servlets. Empty when another listener opens everything, or nothing is
     * wanted.
     */
    private Optional<BridgeSettings> readAndOpen(ServletContext context) {
        SettingsSource source = Settings.of(context);
        if (!BridgeSettings.isEnabled(source)) {
            LOG.info("tmuxbridge.enabled is false: no endpoint is registered");
            return Optional.empty();
        }
        if (context.getAttribute(OPENED) != null) {
            LOG.debug("the listener is named in web.xml and was added by the initializer, which opens everything");
            return Optional.empty();
        }
        Settings.checkNames(context);
        BridgeSettings read = BridgeSettings.read(source);
        openServlets(context, read, source);
        return Optional.of(read);
    }

    /** Opens the doors that are servlets, for the one listener of this application that does anything. */
    void openServlets(ServletContext context, BridgeSettings read, SettingsSource source) {
        context.setAttribute(OPENED, this);
        PageDoor.open(context, read, source);
        ServletDoors.open(context, read, closer);
    }

    private static void register(
            ServerContainer container, TmuxBridge bridge, BridgeSettings settings, EndpointOptions options) {
        if (!settings.refusesByStatus()) {
            TmuxBridgeEndpoint.register(container, bridge, options);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        built.ifPresent(bridge -> {
            bridge.close();
            closer.close(); // not where the application's own bridge may close connections later
        });
        built = Optional.empty();
        if (event.getServletContext().getAttribute(OPENED) == this) {
            event.getServletContext().removeAttribute(OPENED);
        }
    }

    private static String path(ServletContext context, EndpointOptions options) {
        return context.getContextPath() + options.pathPrefix() + "/ws/terminal";
    }
}
