package io.tmuxbridge.jakarta;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Headers of a request; names are compared without case, whatever map the container passes. */
final class RequestHeaders {

    private final Map<String, List<String>> headers;

    RequestHeaders(Map<String, List<String>> headers) {
        this.headers = headers;
    }

    /** All values of a header, one for each time it was sent. */
    List<String> values(String name) {
        return headers.entrySet().stream()
                .filter(entry -> name.equalsIgnoreCase(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    /** The header's value; one that was sent twice becomes a list that equals nothing that is expected. */
    Optional<String> joined(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    /** The elements of a header that is a comma-separated list. */
    List<String> list(String name) {
        return values(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
