package io.tmuxbridge.client.websocket;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which HTTP statuses of a handshake are an end, as close codes. A 404 is none: a server that puts the application in
 * place again answers so for a while, and there is no session in the endpoint's path that could be missing.
 *
 * <p><b>Threads:</b> stateless.
 */
final class HandshakeRefusal {

    /**
     * Jakarta WebSocket has no name for the status, so that each container has words for it: "from the server [403]"
     * (Tomcat, in each language), "not 101: 403" (Tyrus), "Status Code: 403" (Jetty), "response code 403" (Undertow).
     */
    private static final Pattern STATUS = Pattern.compile("(?:\\[|not 101: |[Cc]ode:? )(40[13])\\b");

    /** What Tyrus and Tomcat call what they throw for a 401, and what Jetty misses in one. */
    private static final String UNAUTHENTICATED = "AuthenticationException";

    private static final String CHALLENGE = "WWW-Authenticate";

    private HandshakeRefusal() {}

    /** The close code that means the same as the status; empty when there was none, or when it is worth another try. */
    static OptionalInt closeCode(Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            String words = String.valueOf(each.getMessage());
            Matcher status = STATUS.matcher(words);
            if (status.find()) {
                return OptionalInt.of(4000 + Integer.parseInt(status.group(1)));
            }
            if (each.getClass().getSimpleName().equals(UNAUTHENTICATED) || words.contains(CHALLENGE)) {
                return OptionalInt.of(4401);
            }
        }
        return OptionalInt.empty();
    }
}
