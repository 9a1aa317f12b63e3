package io.tmuxbridge.servlet.http;

import io.tmuxbridge.jakarta.internal.MalformedPathException;
import io.tmuxbridge.jakarta.internal.PathSegment;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a request's path asks for, read from the raw path: containers differ in what they leave of an encoded slash. */
sealed interface Route {

    /** Opens a connection; with one session named, or none. */
    record Open(Optional<String> sessionId) implements Route {}

    /** The event stream of a connection. */
    record Events(String id) implements Route {}

    /** Messages for a connection. */
    record Messages(String id) implements Route {}

    /** Nothing that is here. */
    record None() implements Route {}

    /**
     * Reads the path behind the servlet's own.
     *
     * @throws MalformedPathException when the session in it cannot be decoded
     */
    static Route of(HttpServletRequest request) {
        long own = (request.getContextPath() + request.getServletPath())
                .chars()
                .filter(c -> c == '/')
                .count();
        List<String> segments = Arrays.stream(request.getRequestURI().split("/", -1))
                .skip(own + 1)
                .toList();
        return switch (segments.size()) {
            case 0 -> new Open(Optional.empty());
            case 1 -> new Open(Optional.of(PathSegment.last(segments.get(0))).filter(name -> !name.isEmpty()));
            case 2 ->
                switch (segments.get(1)) {
                    case "events" -> new Events(segments.get(0));
                    case "messages" -> new Messages(segments.get(0));
                    default -> new None();
                };
            default -> new None();
        };
    }
}
