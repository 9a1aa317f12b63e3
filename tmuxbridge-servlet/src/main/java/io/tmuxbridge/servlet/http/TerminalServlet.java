package io.tmuxbridge.servlet.http;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.internal.MalformedPathException;
import io.tmuxbridge.transport.CloseCode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One bridge over plain HTTP. To be mapped to {@code <prefix>/http/terminal/*} and to support asynchronous requests:
 * {@link HttpTerminals} does both where there is a servlet context to be asked; servers that are put together by hand
 * take an instance.
 *
 * <p><b>Threads:</b> the container's; nothing here blocks them.
 */
public final class TerminalServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<Optional<TmuxBridge>> bridge;
    private final transient HttpOptions options;
    private final transient OpenConnections open = new OpenConnections();
    private final transient MessagesDoor messages;
    private final transient SecureRandom random = new SecureRandom();

    /**
     * Serves a bridge.
     *
     * @param bridge the bridge; not closed here
     * @param options how; its prefix counts where {@link HttpTerminals} registers the servlet
     */
    public TerminalServlet(TmuxBridge bridge, HttpOptions options) {
        this(() -> Optional.of(bridge), options);
    }

    /**
     * Serves a bridge that is there when requests come, not yet when the servlet is registered.
     *
     * @param bridge finds the bridge; while there is none the answer is 503
     * @param options see above
     */
    public TerminalServlet(Supplier<Optional<TmuxBridge>> bridge, HttpOptions options) {
        this.bridge = bridge;
        this.options = options;
        this.messages = new MessagesDoor(options);
    }

    /**
     * Connections that are open, or about to be closed: to wait for their last events before a server ends.
     *
     * @return how many
     */
    public int connections() {
        return open.count();
    }

    /** Begins, again where the container has destroyed it before. */
    @Override
    public void init() {
        open.begin();
    }

    /** Ends what is still open, with 1001 where its peer takes it. */
    @Override
    public void destroy() {
        open.close();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<TmuxBridge> there = bridge.get();
        if (there.isPresent()) {
            serve(request, response, there.get());
        } else {
            Answer.problem(response, 503, "the bridge is not there");
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, TmuxBridge serving)
            throws IOException {
        Visitor visitor = Visitor.byHttp(request, options);
        Optional<String> origin = visitor.origin();
        boolean welcome = visitor.isWelcome(serving.origins());
        if (origin.isPresent() && welcome) {
            CrossOrigin.allow(response, origin.get());
        }
        switch (request.getMethod()) {
            case "OPTIONS" -> CrossOrigin.preflight(response, welcome);
            case "GET", "POST" -> {
                try {
                    route(request, response, visitor, welcome, serving);
                } catch (MalformedPathException e) {
                    Answer.problem(response, 404, e.getMessage());
                }
            }
            default -> Answer.status(response, 405);
        }
    }

    private void route(
            HttpServletRequest request,
            HttpServletResponse response,
            Visitor visitor,
            boolean welcome,
            TmuxBridge serving)
            throws IOException {
        Route route = Route.of(request);
        boolean post = request.getMethod().equals("POST");
        if (route instanceof Route.Open opening && post) {
            open(response, visitor, opening.sessionId(), serving);
        } else if (!welcome) {
            Answer.problem(response, 403, "pages of that origin may not speak to this server");
        } else if (route instanceof Route.Events events && !post) {
            stream(request, response, known(request, visitor, events.id()));
        } else if (route instanceof Route.Messages to && post) {
            messages.take(request, response, visitor, known(request, visitor, to.id()));
        } else {
            Answer.status(response, route instanceof Route.None ? 404 : 405);
        }
    }

    private Optional<HttpConnection> known(HttpServletRequest request, Visitor visitor, String id) {
        String shown = request.getHeader(ConnectionKey.HEADER);
        return open.find(id).filter(each -> each.key().opens(shown, visitor.name()));
    }

    /** Origin and credentials are the bridge's to judge, as they are for a WebSocket. */
    private void open(HttpServletResponse response, Visitor visitor, Optional<String> sessionId, TmuxBridge serving)
            throws IOException {
        if (!visitor.bringsJson()) {
            Answer.problem(response, 415, "a connection is opened by application/json");
            return;
        }
        HttpConnection connection = new HttpConnection(
                ConnectionKey.create(random, visitor.name()),
                visitor.handshake(sessionId),
                visitor.answersPings(),
                options,
                open::remove);
        open.add(connection);
        try {
            connection.begin(serving);
        } catch (RuntimeException e) {
            getServletContext().log("the bridge failed to take over a connection", e);
            connection.close(CloseCode.INTERNAL.code(), "the bridge failed, see its log");
        }
        Message.Close refused = connection.refused();
        if (refused != null) {
            connection.lost("refused"); // no stream will come for it: the answer says why
            Refusal.answer(response, refused);
            return;
        }
        String protocol = connection.handshake().subprotocol().orElse("");
        Answer.json(
                response,
                200,
                "{\"id\":" + Json.quote(connection.key().id()) + ",\"key\":"
                        + Json.quote(connection.key().secret()) + ",\"protocol\":" + Json.quote(protocol) + "}");
    }

    private void stream(HttpServletRequest request, HttpServletResponse response, Optional<HttpConnection> connection)
            throws IOException {
        if (connection.isEmpty()) {
            Answer.status(response, 404);
            return;
        }
        if (!connection.get().claimStream()) {
            Answer.problem(response, 409, "the events of this connection are being read already");
            return;
        }
        Answer.status(response, 200);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Accel-Buffering", "no"); // nginx would keep events until a buffer is full
        if (options.streamBufferBytes() > 0) {
            response.setBufferSize(options.streamBufferBytes());
        }
        connection.get().attach(request.startAsync());
    }
}
