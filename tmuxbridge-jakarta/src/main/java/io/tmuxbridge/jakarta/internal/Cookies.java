package io.tmuxbridge.jakarta.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cookies of a {@code Cookie} header (RFC 6265, section 4.2), by name. */
public final class Cookies {

    private Cookies() {}

    /**
     * Parses the header's values. Of two cookies with one name the first counts: it has the more specific path.
     *
     * @param headers the values of each {@code Cookie} header
     * @return values by name
     */
    public static Map<String, String> parse(List<String> headers) {
        Map<String, String> cookies = new LinkedHashMap<>();
        for (String header : headers) {
            for (String pair : header.split(";")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    cookies.putIfAbsent(
                            pair.substring(0, equals).strip(),
                            unquote(pair.substring(equals + 1).strip()));
                }
            }
        }
        return cookies;
    }

    private static String unquote(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
