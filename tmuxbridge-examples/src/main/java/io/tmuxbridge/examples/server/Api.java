package io.tmuxbridge.examples.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tmuxbridge.access.AuditEvent;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.OriginPolicy;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.Cookie;
import io.undertow.server.handlers.CookieImpl;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the page asks over HTTP; everything else goes over its WebSocket.
 *
 * <ul>
 *   <li>{@code GET session}: how to sign in, and whether this browser is.
 *   <li>{@code POST login}: a token for a cookie.
 *   <li>{@code POST logout}: ends the session of this browser.
 *   <li>{@code POST link}: a fresh sign-in token, for who has the local token.
 *   <li>{@code POST ticket}: a ticket for one WebSocket, for who has a token or is signed in.
 * </ul>
 *
 * <p><b>Threads:</b> what checks tokens runs on Undertow's workers, the rest on its I/O threads. None waits for a
 * client.
 */
final class Api implements HttpHandler {

    private static final BodyReader BODIES = new BodyReader(16 * 1024, Duration.ofSeconds(10));
    private static final String BEARER = "Bearer ";

    private final Door door;
    private final OriginPolicy origins;
    private final Clients clients;
    private final BodyReader bodies;
    private final ObjectMapper mapper = new ObjectMapper();

    Api(Door door, OriginPolicy origins, Clients clients) {
        this(door, origins, clients, BODIES);
    }

    Api(Door door, OriginPolicy origins, Clients clients, BodyReader bodies) {
        this.door = door;
        this.origins = origins;
        this.clients = clients;
        this.bodies = bodies;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        HttpString method = exchange.getRequestMethod();
        String what = exchange.getRelativePath();
        if (method.equals(Methods.GET) && what.equals("/session")) {
            session(exchange);
        } else if (!method.equals(Methods.POST)) {
            Answers.plain(exchange, StatusCodes.NOT_FOUND, "There is no such call.");
        } else if (!Origins.allow(origins, exchange, clients.view(exchange))) {
            Answers.plain(exchange, StatusCodes.FORBIDDEN, "Pages of that origin may not call this server.");
        } else if (door.signIn().isEmpty()) {
            Answers.plain(exchange, StatusCodes.NOT_FOUND, "Nobody has to sign in here.");
        } else {
            post(exchange, what, door.signIn().get());
        }
    }

    private void post(HttpServerExchange exchange, String what, SignIn signIn) throws Exception {
        if (what.equals("/login")) {
            readLogin(exchange, signIn);
        } else if (what.equals("/logout")) {
            bodies.read(exchange, (same, body) -> logout(same, signIn, body));
        } else {
            exchange.dispatch(same -> answer(same, what, signIn));
        }
    }

    private void answer(HttpServerExchange exchange, String what, SignIn signIn) {
        switch (what) {
            case "/link" -> link(exchange, signIn);
            case "/ticket" -> ticket(exchange, signIn);
            default -> Answers.plain(exchange, StatusCodes.NOT_FOUND, "There is no such call.");
        }
    }

    private void session(HttpServerExchange exchange) {
        boolean signedIn = door.signIn()
                .map(signIn -> signIn.isSignedIn(cookies(exchange)))
                .orElse(true);
        Answers.json(
                exchange,
                StatusCodes.OK,
                mapper.createObjectNode().put("auth", door.name()).put("signedIn", signedIn));
    }

    private void readLogin(HttpServerExchange exchange, SignIn signIn) throws Exception {
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE))
                .orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) { // no form of a foreign page can send it
            Answers.plain(exchange, StatusCodes.UNSUPPORTED_MEDIA_TYPE, "Send JSON.");
        } else { // whoever knows tokens from elsewhere may have to fetch keys: a worker asks, and has the body by then
            bodies.read(exchange, (whole, body) -> whole.dispatch(same -> login(same, signIn, body)));
        }
    }

    private void login(HttpServerExchange exchange, SignIn signIn, String body) {
        Optional<LoginRequest> request = LoginRequest.parse(mapper, body);
        if (request.isEmpty()) {
            Answers.plain(exchange, StatusCodes.BAD_REQUEST, "Send {\"token\": \"...\"}.");
            return;
        }
        Optional<String> session = signIn.signIn(request.get().token());
        if (session.isEmpty()) {
            refused(exchange);
            Answers.plain(
                    exchange,
                    StatusCodes.UNAUTHORIZED,
                    signIn.isUsed(request.get().token())
                            ? "That token has been used already: it works once. 'tmuxbridge url' prints another link."
                            : "That token is wrong or used up.");
            return;
        }
        exchange.setResponseCookie(
                cookie(exchange, signIn, session.get(), request.get().path()));
        ObjectNode answer = mapper.createObjectNode().put("signedIn", true);
        Answers.json(exchange, StatusCodes.OK, answer);
    }

    private void logout(HttpServerExchange exchange, SignIn signIn, String body) {
        signIn.signOut(cookies(exchange));
        String path = LoginRequest.pathOfLogout(mapper, body);
        exchange.setResponseCookie(cookie(exchange, signIn, "", path).setMaxAge(0));
        exchange.setStatusCode(StatusCodes.NO_CONTENT).endExchange();
    }

    /** A token that lives for long becomes one that works once, for the handshake of a WebSocket. */
    private void ticket(HttpServerExchange exchange, SignIn signIn) {
        Optional<Caller> caller =
                signIn.authenticate(new Credentials(bearer(exchange), cookies(exchange), Optional.empty()));
        if (caller.isEmpty()) {
            refused(exchange);
            Answers.plain(exchange, StatusCodes.UNAUTHORIZED, "That takes a token, or a browser that is signed in.");
            return;
        }
        ObjectNode answer = mapper.createObjectNode()
                .put("ticket", signIn.newTicket(caller.get()))
                .put("seconds", SignIn.TICKET_LIFE.toSeconds());
        Answers.json(exchange, StatusCodes.OK, answer);
    }

    /** As the bridge tells of tokens that are shown to it. */
    private void refused(HttpServerExchange exchange) {
        String address = clients.view(exchange).address();
        door.audit()
                .record(new AuditEvent(
                        Instant.now(), Optional.empty(), address, "sign-in", Optional.empty(), false, "credentials"));
    }

    private static Optional<String> bearer(HttpServerExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION))
                .filter(shown -> shown.startsWith(BEARER))
                .map(shown -> shown.substring(BEARER.length()));
    }

    private void link(HttpServerExchange exchange, SignIn signIn) {
        if (bearer(exchange).filter(signIn::isLocal).isPresent()) {
            Answers.json(exchange, StatusCodes.OK, mapper.createObjectNode().put("token", signIn.newSignInToken()));
        } else {
            refused(exchange);
            Answers.plain(exchange, StatusCodes.UNAUTHORIZED, "That takes the local token.");
        }
    }

    private Cookie cookie(HttpServerExchange exchange, SignIn signIn, String value, String path) {
        return new CookieImpl(signIn.cookieName(), value)
                .setPath(path)
                .setHttpOnly(true)
                .setSecure(clients.view(exchange).secure())
                .setSameSiteMode("Strict");
    }

    private static Map<String, String> cookies(HttpServerExchange exchange) {
        Map<String, String> cookies = new HashMap<>();
        exchange.requestCookies().forEach(cookie -> cookies.putIfAbsent(cookie.getName(), cookie.getValue()));
        return cookies;
    }
}
