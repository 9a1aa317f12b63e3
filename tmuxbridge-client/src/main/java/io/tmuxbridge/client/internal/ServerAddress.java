package io.tmuxbridge.client.internal;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server's endpoint, and the token that its address carried.
 *
 * @param endpoint the WebSocket endpoint for any number of terminals
 * @param token the token, absent when the address has none
 */
public record ServerAddress(URI endpoint, Optional<String> token) {

    private static final String PATH = "/ws/terminal";
    private static final Pattern TOKEN = Pattern.compile("(?:^|&)token=([^&]*)");

    /**
     * Reads an address as people have it: that of the page, or of the WebSocket, with or without a token in its query
     * or fragment.
     *
     * @param server {@code http}, {@code https}, {@code ws} or {@code wss}
     * @return the address
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when it is no such address
     */
    public static ServerAddress of(URI server) {
        if (server.getHost() == null || server.getScheme() == null) {
            throw invalid(server);
        }
        String scheme = switch (server.getScheme().toLowerCase(Locale.ROOT)) {
            case "http", "ws" -> "ws";
            case "https", "wss" -> "wss";
            default -> throw invalid(server);
        };
        String path = server.getRawPath() == null ? "" : server.getRawPath().replaceAll("/+$", "");
        URI endpoint =
                URI.create(scheme + "://" + server.getRawAuthority() + (path.endsWith(PATH) ? path : path + PATH));
        return new ServerAddress(endpoint, tokenIn(server.getRawFragment()).or(() -> tokenIn(server.getRawQuery())));
    }

    private static Optional<String> tokenIn(@Nullable String part) {
        Matcher matcher = TOKEN.matcher(Optional.ofNullable(part).orElse(""));
        return matcher.find()
                ? Optional.of(URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** Without query and fragment: a token may stand there, and messages go into logs. */
    private static TmuxBridgeException invalid(URI server) {
        String shown = server.toString().split("[?#]", 2)[0];
        return new TmuxBridgeException(
                ErrorCode.INVALID, "'" + shown + "' is no server's address: give one like http://127.0.0.1:8000/");
    }
}
