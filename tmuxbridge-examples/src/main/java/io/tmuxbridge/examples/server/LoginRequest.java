package io.tmuxbridge.examples.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The body of {@code POST api/login}.
 *
 * @param token the token
 * @param path where the page lives as its browser sees it, for the cookie: a proxy may have put a prefix before it
 */
record LoginRequest(String token, String path) {

    /** All that an address may have in its path, but what could end a cookie's attribute. */
    private static final Pattern PATH = Pattern.compile("/[!-~&&[^;]]{0,1000}");

    private static final String WHOLE_HOST = "/";

    /** Reads a body; empty when it is not one. */
    static Optional<LoginRequest> parse(ObjectMapper mapper, String body) {
        JsonNode json = json(mapper, body);
        JsonNode token = json.path("token");
        return path(json).filter(path -> token.isTextual()).map(path -> new LoginRequest(token.textValue(), path));
    }

    /**
     * Reads the body of {@code POST api/logout}: the path that the login named. Whoever names none, or none there can
     * be, is to be signed out all the same.
     */
    static String pathOfLogout(ObjectMapper mapper, String body) {
        return path(json(mapper, body)).orElse(WHOLE_HOST);
    }

    private static Optional<String> path(JsonNode json) {
        return Optional.of(json.path("path").asText(WHOLE_HOST))
                .filter(path -> PATH.matcher(path).matches());
    }

    private static JsonNode json(ObjectMapper mapper, String body) {
        try {
            return mapper.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
