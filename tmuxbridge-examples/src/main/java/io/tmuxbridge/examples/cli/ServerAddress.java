package io.tmuxbridge.examples.cli;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A running server and the token to show it.
 *
 * @param endpoint the WebSocket endpoint for any number of terminals
 * @param token the token, absent when none is known
 */
record ServerAddress(URI endpoint, Optional<String> token) {

    private static final String PATH = "/ws/terminal";
    private static final Pattern TOKEN = Pattern.compile("(?:^|&)token=([^&]*)");

    /**
     * Reads a URL as people have it: that of the page, of the WebSocket, with or without a token in its query or
     * fragment.
     *
     * @param url {@code http}, {@code https}, {@code ws} or {@code wss}
     * @param token the token, which wins over one in the URL
     * @return the address
     */
    static ServerAddress parse(String url, Optional<String> token) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw invalid(url);
        }
        if (uri.getHost() == null || uri.getScheme() == null) {
            throw invalid(url);
        }
        String scheme = switch (uri.getScheme()) {
            case "http", "ws" -> "ws";
            case "https", "wss" -> "wss";
            default -> throw invalid(url);
        };
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        URI endpoint = URI.create(scheme + "://" + uri.getRawAuthority() + (path.endsWith(PATH) ? path : path + PATH));
        return new ServerAddress(
                endpoint, token.or(() -> tokenIn(uri.getRawFragment())).or(() -> tokenIn(uri.getRawQuery())));
    }

    private static Optional<String> tokenIn(@Nullable String part) {
        Matcher matcher = TOKEN.matcher(Optional.ofNullable(part).orElse(""));
        return matcher.find()
                ? Optional.of(URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static TmuxBridgeException invalid(String url) {
        return new TmuxBridgeException(
                ErrorCode.INVALID, "'" + url + "' is no server's URL: give one like http://127.0.0.1:8000/");
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
