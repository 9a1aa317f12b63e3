package io.tmuxbridge.servlet.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.jakarta.ClientView;
import io.tmuxbridge.jakarta.ForwardedHeaders;
import io.tmuxbridge.servlet.config.BridgeSettings;
import io.tmuxbridge.servlet.config.PageSessions;
import io.tmuxbridge.servlet.internal.RequestPeer;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the page asks over HTTP; everything else goes over its WebSocket.
 *
 * <ul>
 *   <li>{@code GET session}: how to sign in, and whether this browser is.
 *   <li>{@code POST login}: a token for a cookie.
 *   <li>{@code POST logout}: ends the session of this browser.
 * </ul>
 *
 * <p>Somebody whom the server has signed in needs none of it: {@code GET session} says so.
 *
 * <p><b>Threads:</b> the container's; blocks where keys of tokens have to be fetched.
 */
final class PageApi extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int MAX_BODY_BYTES = 16 * 1024;
    /** All that an address may have in its path, but what could end a cookie's attribute. */
    private static final Pattern PATH = Pattern.compile("/[!-~&&[^;]]{0,1000}");

    private static final Pattern PORT = Pattern.compile(":([0-9]{1,5})$");

    private final transient BridgeSettings settings;
    private final transient ObjectMapper mapper = new ObjectMapper();

    PageApi(BridgeSettings settings) {
        this.settings = settings;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!"/session".equals(request.getPathInfo())) {
            plain(response, HttpServletResponse.SC_NOT_FOUND, "There is no such call.");
            return;
        }
        boolean byServer = settings.ways().knows(request, Map.of()); // which alone can sign them out again
        boolean signedIn = byServer || settings.ways().knows(request, cookies(request));
        json(response, Map.of("auth", byServer ? "server" : "token", "signedIn", signedIn));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!isOwnPage(request)) {
            plain(response, HttpServletResponse.SC_FORBIDDEN, "Pages of that origin may not call this server.");
            return;
        }
        switch (String.valueOf(request.getPathInfo())) {
            case "/login" -> login(request, response);
            case "/logout" -> {
                settings.ways().signOut(new Credentials(Optional.empty(), cookies(request), Optional.empty()));
                setCookie(request, response, path(read(request), request), "; Max-Age=0", "");
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> plain(response, HttpServletResponse.SC_NOT_FOUND, "There is no such call.");
        }
    }

    private void login(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) { // no form of a foreign page can send it
            plain(response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "Send JSON.");
            return;
        }
        byte[] body = read(request);
        if (body.length > MAX_BODY_BYTES) {
            plain(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "That is too long for a token.");
            return;
        }
        Optional<String> token = token(body);
        if (token.isEmpty()) {
            plain(response, HttpServletResponse.SC_BAD_REQUEST, "Send {\"token\": \"...\"}.");
            return;
        }
        Optional<String> session = settings.ways().signIn(token.get());
        if (session.isEmpty()) {
            plain(response, HttpServletResponse.SC_UNAUTHORIZED, "That token is wrong.");
            return;
        }
        setCookie(request, response, path(body, request), "", session.get());
        json(response, Map.of("signedIn", true));
    }

    private static byte[] read(HttpServletRequest request) throws IOException {
        return request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
    }

    private Optional<String> token(byte[] body) {
        return Optional.ofNullable(parsed(body).path("token").textValue());
    }

    /** Where the page lives as its browser sees it: a proxy may have put something before it, or taken some away. */
    private String path(byte[] body, HttpServletRequest request) {
        return Optional.ofNullable(parsed(body).path("path").textValue())
                .filter(path -> PATH.matcher(path).matches())
                .orElseGet(() -> request.getContextPath() + "/");
    }

    private JsonNode parsed(byte[] body) {
        try {
            return mapper.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Of this server's own origin, or of one that is listed; a client without the header is no page. */
    private boolean isOwnPage(HttpServletRequest request) {
        ClientView seen = seen(request);
        return settings.originPolicy()
                .allows(Optional.ofNullable(request.getHeader("Origin")), seen.host(), seen.secure());
    }

    /** How the page reached this server, by the same rules as its WebSocket does. */
    private ClientView seen(HttpServletRequest request) {
        ForwardedHeaders forwarded = ForwardedHeaders.of(name -> Collections.list(request.getHeaders(name)));
        return settings.options().trustedProxies().view(RequestPeer.of(request), forwarded);
    }

    /** Of a name that no server on another port of the same host uses, as its browser sees the ports. */
    private static String cookieName(ClientView seen) {
        Matcher named = PORT.matcher(seen.host().orElse(""));
        return PageSessions.COOKIE + (named.find() ? named.group(1) : seen.secure() ? "443" : "80");
    }

    private void setCookie(
            HttpServletRequest request, HttpServletResponse response, String path, String more, String value) {
        ClientView seen = seen(request);
        response.addHeader(
                "Set-Cookie",
                cookieName(seen) + "=" + value + "; Path=" + path + "; HttpOnly; SameSite=Strict"
                        + (seen.secure() ? "; Secure" : "") + more);
    }

    static Map<String, String> cookies(HttpServletRequest request) {
        Map<String, String> cookies = new HashMap<>();
        for (Cookie cookie : Optional.ofNullable(request.getCookies()).orElseGet(() -> new Cookie[0])) {
            cookies.putIfAbsent(cookie.getName(), cookie.getValue());
        }
        return cookies;
    }

    private void json(HttpServletResponse response, Map<String, Object> answer) throws IOException {
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(mapper.writeValueAsBytes(answer));
    }

    private static void plain(HttpServletResponse response, int status, String words) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
    }
}
