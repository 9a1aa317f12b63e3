package io.tmuxbridge.examples.server;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.EndpointOptions;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import io.tmuxbridge.servlet.http.HttpOptions;
import io.tmuxbridge.servlet.http.TerminalServlet;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.api.ServletStackTraces;
import io.undertow.servlet.spec.HttpServletRequestImpl;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.util.StatusCodes;
import io.undertow.websockets.jsr.UndertowSession;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletException;
import jakarta.websocket.Session;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.xnio.IoUtils;

/**
 * What is served where: {@code /ws} the terminals, {@code /http} the same for who gets no WebSocket through,
 * {@code /api} signing in, everything else the page. Guards stand before all of it.
 *
 * <p><b>Threads:</b> built and closed by one thread; requests come from any.
 */
final class Site implements AutoCloseable {

    private static final String PAGE_FILES = "META-INF/resources/tmuxbridge/";

    private final TmuxBridge bridge;
    private final DeploymentManager terminals;
    private final OpenSockets sockets;
    private final Clients clients;
    private final HttpHandler root;

    /** Hosts are those of {@link HostGuard}; an empty set stands for any. */
    Site(TmuxBridge bridge, Door door, Set<String> hosts, Clients clients, ByteBufferPool buffers)
            throws ServletException {
        this.bridge = bridge;
        this.clients = clients;
        this.terminals = deploy(bridge, clients, buffers);
        this.sockets = new OpenSockets(terminals.start());
        HttpHandler paths = new PathHandler(new StaticFiles(Site.class.getClassLoader(), PAGE_FILES))
                .addPrefixPath("/api", new Api(door, bridge.origins(), clients))
                .addExactPath("/ws/terminal", this::enterTerminals)
                .addPrefixPath("/ws", this::enterTerminals)
                .addPrefixPath("/http", this::enterByHttp);
        this.root = new SecurityHeaders(hosts.isEmpty() ? paths : new HostGuard(hosts, clients, paths));
    }

    HttpHandler root() {
        return root;
    }

    /** A real 403 for foreign pages, where the container by itself would say 404 or 101. */
    private void enterTerminals(HttpServerExchange exchange) throws Exception {
        if (Origins.allow(bridge.origins(), exchange, clients.view(exchange))) {
            exchange.setRelativePath(exchange.getRequestPath());
            exchange.setResolvedPath("");
            sockets.handleRequest(exchange);
        } else {
            Answers.plain(exchange, StatusCodes.FORBIDDEN, "Pages of that origin may not connect to this server.");
        }
    }

    /** The servlet itself says 403 to foreign pages. */
    private void enterByHttp(HttpServerExchange exchange) throws Exception {
        exchange.setRelativePath(exchange.getRequestPath());
        exchange.setResolvedPath("");
        sockets.handleHttp(exchange);
    }

    /** The bridge has closed its connections: waits for the peers' answers, then ends the endpoint. */
    @Override
    public void close() throws ServletException, InterruptedException {
        sockets.awaitNone(Duration.ofMillis(1500));
        terminals.stop();
        terminals.undeploy();
    }

    private static DeploymentManager deploy(TmuxBridge bridge, Clients clients, ByteBufferPool buffers) {
        EndpointOptions options = EndpointOptions.defaults()
                .withRemoteAddress(Site::remoteAddress)
                .withTrustedProxies(clients.proxies())
                .withAbort(session -> ((UndertowSession) session).forceClose());
        WebSocketDeploymentInfo endpoint = new WebSocketDeploymentInfo()
                .setBuffers(buffers)
                .addListener(container -> TmuxBridgeEndpoint.register(container, bridge, options));
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(Site.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("tmuxbridge")
                .setServletStackTraces(ServletStackTraces.NONE)
                .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, endpoint)
                .addServlet(byHttp(bridge, clients));
        DeploymentManager manager = ServletContainer.Factory.newInstance().addDeployment(deployment);
        manager.deploy();
        return manager;
    }

    private static ServletInfo byHttp(TmuxBridge bridge, Clients clients) {
        HttpOptions options = HttpOptions.defaults()
                .withTrustedProxies(clients.proxies())
                .withStreamBufferBytes(1)
                .withAbort(stream -> IoUtils.safeClose(((HttpServletRequestImpl) stream.getRequest())
                        .getExchange()
                        .getConnection()));
        TerminalServlet servlet = new TerminalServlet(bridge, options);
        return Servlets.servlet("http", TerminalServlet.class, new ImmediateInstanceFactory<>(servlet))
                .setAsyncSupported(true)
                .addMapping("/http/terminal/*");
    }

    private static Optional<String> remoteAddress(Session session) {
        InetSocketAddress address =
                ((UndertowSession) session).getWebSocketChannel().getSourceAddress();
        return Optional.of(address.getAddress().getHostAddress());
    }
}
