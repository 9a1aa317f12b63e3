package io.tmuxbridge.jakarta.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Headers of a request; names are compared without case, whatever map the container passes. */
public final class RequestHeaders {

    private final Map<String, List<String>> headers;

    /**
     * Takes the headers of a request.
     *
     * @param headers all values of each
     */
    public RequestHeaders(Map<String, List<String>> headers) {
        this.headers = headers;
    }

    /**
     * All values of a header.
     *
     * @param name the header
     * @return one value for each time it was sent
     */
    public List<String> values(String name) {
        return headers.entrySet().stream()
                .filter(entry -> name.equalsIgnoreCase(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    /**
     * The header's value; one that was sent twice becomes a list that equals nothing that is expected.
     *
     * @param name the header
     * @return its value, if it was sent
     */
    public Optional<String> joined(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    /**
     * The elements of a header that is a comma-separated list.
     *
     * @param name the header
     * @return the elements that are not empty
     */
    public List<String> list(String name) {
        return values(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
