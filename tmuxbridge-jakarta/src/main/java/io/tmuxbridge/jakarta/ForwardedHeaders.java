package io.tmuxbridge.jakarta;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What a request says about itself in {@code X-Forwarded-For}, {@code -Proto} and {@code -Host}. Anybody can write
 * these headers: see {@link TrustedProxies} for when they are trusted.
 *
 * @param addresses the elements of {@code X-Forwarded-For}: the client's address first, the address of the last proxy's
 *     client last
 * @param schemes the elements of {@code X-Forwarded-Proto}
 * @param hosts the elements of {@code X-Forwarded-Host}
 */
public record ForwardedHeaders(List<String> addresses, List<String> schemes, List<String> hosts) {

    /** A request without any of them. */
    public static final ForwardedHeaders NONE = new ForwardedHeaders(List.of(), List.of(), List.of());

    /** Takes unmodifiable copies. */
    public ForwardedHeaders {
        addresses = List.copyOf(addresses);
        schemes = List.copyOf(schemes);
        hosts = List.copyOf(hosts);
    }

    /**
     * Reads the headers from a request.
     *
     * @param values returns all values of a header by its name, in order; an empty list when it was not sent
     * @return what they say
     */
    public static ForwardedHeaders of(Function<String, List<String>> values) {
        return new ForwardedHeaders(
                elements(values.apply("X-Forwarded-For")),
                elements(values.apply("X-Forwarded-Proto")),
                elements(values.apply("X-Forwarded-Host")));
    }

    /** Keeps empty elements: omitting one would put another in its place. */
    private static List<String> elements(List<String> values) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .toList();
    }
}
