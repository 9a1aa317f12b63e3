package io.tmuxbridge.examples.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The body of {@code POST api/login}.
 *
 * @param token the token
 * @param path where the page lives as its browser sees it, for the cookie: a proxy may have put a prefix before it
 */
record LoginRequest(String token, String path) {

    /** Nothing that could end a cookie's attribute. */
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~%/-]{0,200}");

    /** Reads a body; empty when it is not one. */
    static Optional<LoginRequest> parse(ObjectMapper mapper, String body) {
        try {
            JsonNode json = mapper.readTree(body);
            JsonNode token = json.path("token");
            String path = json.path("path").asText("/");
            return token.isTextual() && PATH.matcher(path).matches()
                    ? Optional.of(new LoginRequest(token.textValue(), path))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
