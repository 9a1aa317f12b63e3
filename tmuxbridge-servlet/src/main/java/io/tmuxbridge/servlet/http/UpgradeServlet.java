package io.tmuxbridge.servlet.http;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.EndpointOptions;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import io.tmuxbridge.jakarta.internal.MalformedPathException;
import io.tmuxbridge.transport.Admission;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Handshake;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The WebSocket endpoint as a servlet, which answers with a status of HTTP whom the bridge refuses, before there is a
 * WebSocket (ADR 13). To be mapped to {@code <prefix>/ws/terminal/*}, see {@link WebSocketTerminals}.
 *
 * <p><b>Threads:</b> the container's, which the bridge's authenticator may block.
 */
public final class UpgradeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String CONTAINER = "jakarta.websocket.server.ServerContainer";

    private final transient Supplier<Optional<TmuxBridge>> bridge;
    private final transient EndpointOptions options;

    /**
     * Serves a bridge.
     *
     * @param bridge the bridge; not closed here
     * @param options how; its prefix counts where {@link WebSocketTerminals} registers the servlet. A peer's address is
     *     the request's
     */
    public UpgradeServlet(TmuxBridge bridge, EndpointOptions options) {
        this(() -> Optional.of(bridge), options.forBridge(bridge));
    }

    /**
     * Serves a bridge that is there when requests come, not yet when the servlet is registered.
     *
     * @param bridge finds the bridge; while there is none the answer is 503
     * @param options see above
     */
    public UpgradeServlet(Supplier<Optional<TmuxBridge>> bridge, EndpointOptions options) {
        this.bridge = bridge;
        this.options = options;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (!asksForUpgrade(request)) {
            response.setHeader("Upgrade", "websocket");
            response.setHeader("Connection", "Upgrade");
            Answer.problem(response, 426, "this is a WebSocket endpoint: ask for an upgrade to websocket");
            return;
        }
        try {
            if (Route.of(request) instanceof Route.Open open) {
                enter(request, response, open.sessionId());
            } else {
                Answer.status(response, 404);
            }
        } catch (MalformedPathException e) {
            Answer.problem(response, 404, e.getMessage());
        }
    }

    /**
     * HTTP/2 has no header for it but a CONNECT with {@code :protocol} (RFC 8441), which the Servlet API does not show:
     * what the container takes for no upgrade it refuses itself.
     */
    private static boolean asksForUpgrade(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "GET" -> "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
            case "CONNECT" -> request.getProtocol().startsWith("HTTP/2");
            default -> false;
        };
    }

    private void enter(HttpServletRequest request, HttpServletResponse response, Optional<String> sessionId)
            throws IOException, ServletException {
        Optional<TmuxBridge> there = bridge.get();
        if (there.isEmpty()) {
            refuse(response, new Admission.Refusal(CloseCode.GOING_AWAY, "the bridge is not there"));
            return;
        }
        Handshake handshake = Visitor.byWebSocket(request, options).handshake(sessionId);
        Admission admission = there.get().admit(handshake);
        if (admission.refusal().isPresent()) {
            refuse(response, admission.refusal().get());
        } else {
            upgrade(request, response, new Upgrade(there.get(), handshake, admission));
        }
    }

    private record Upgrade(TmuxBridge bridge, Handshake handshake, Admission admission) {}

    private void upgrade(HttpServletRequest request, HttpServletResponse response, Upgrade to)
            throws IOException, ServletException {
        if (!(getServletContext().getAttribute(CONTAINER) instanceof ServerContainer container)) {
            Answer.problem(response, 501, "this server has no Jakarta WebSocket: add its WebSocket module");
            return;
        }
        try {
            container.upgradeHttpToWebSocket(
                    request,
                    response,
                    TmuxBridgeEndpoint.admitted(to.bridge(), options, to.handshake(), to.admission()),
                    Map.of());
        } catch (DeploymentException e) {
            throw new ServletException("the server refuses to upgrade a request", e);
        } catch (UnsupportedOperationException e) {
            getServletContext()
                    .log("this server upgrades no request: register TmuxBridgeEndpoint in place of the servlet", e);
            Answer.problem(response, 501, "this server upgrades no request of a servlet");
        }
    }

    private static void refuse(HttpServletResponse response, Admission.Refusal why) throws IOException {
        if (why.code() == CloseCode.UNAUTHENTICATED) {
            response.setHeader("WWW-Authenticate", "Bearer"); // RFC 9110, section 11.6.1, wants one with each 401
        }
        Refusal.answer(response, new Message.Close(why.code().code(), why.reason()));
    }
}
