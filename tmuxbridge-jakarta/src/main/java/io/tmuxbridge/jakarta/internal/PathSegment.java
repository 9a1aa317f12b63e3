package io.tmuxbridge.jakarta.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The session named in the path, decoded exactly once from the raw request URI.
 *
 * <p>Not taken from the container's path parameters: Undertow leaves {@code %2F} encoded but decodes the rest, so that
 * {@code %252F} cannot be told from {@code %2F}; Tyrus mixes query parameters in.
 */
public final class PathSegment {

    private PathSegment() {}

    /**
     * Decodes the last segment of a raw path.
     *
     * @param rawPath a path as in the request line
     * @return the segment, decoded; empty when the path ends with a slash
     * @throws MalformedPathException when it is not valid percent-encoded UTF-8
     */
    public static String last(String rawPath) {
        return decode(rawPath.substring(rawPath.lastIndexOf('/') + 1));
    }

    private static String decode(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        int at = 0;
        while (at < raw.length()) {
            int percent = raw.indexOf('%', at);
            int plainEnd = percent < 0 ? raw.length() : percent;
            bytes.writeBytes(raw.substring(at, plainEnd).getBytes(StandardCharsets.UTF_8));
            at = plainEnd;
            if (percent >= 0) {
                bytes.write(octet(raw, percent));
                at = percent + 3;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedPathException("the session in the path is not valid UTF-8: " + raw);
        }
    }

    private static int octet(String raw, int percent) {
        int high = percent + 2 < raw.length() ? Character.digit(raw.charAt(percent + 1), 16) : -1;
        int low = percent + 2 < raw.length() ? Character.digit(raw.charAt(percent + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw new MalformedPathException("the session in the path is not percent-encoded: " + raw);
        }
        return high << 4 | low;
    }
}
