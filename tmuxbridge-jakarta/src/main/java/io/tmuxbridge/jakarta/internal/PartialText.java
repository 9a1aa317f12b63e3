package io.tmuxbridge.jakarta.internal;

/** Joins the parts of a text message, and counts its bytes as UTF-8. Guarded by {@link Inbound}'s lock. */
final class PartialText {

    private String first = "";
    private StringBuilder rest = new StringBuilder(0);
    private long bytes;

    /** Adds a part; false when the message is now longer than allowed. */
    boolean add(String part, int maxBytes) {
        bytes += utf8Length(part);
        if (bytes > maxBytes) {
            return false;
        }
        if (first.isEmpty()) {
            first = part;
        } else {
            rest.append(part);
        }
        return true;
    }

    /** The whole message; the next one begins. */
    String take() {
        String whole = rest.isEmpty() ? first : first + rest;
        first = "";
        rest = new StringBuilder(0);
        bytes = 0;
        return whole;
    }

    /** Bytes in UTF-8; half a surrogate pair counts two, so that a pair cut between two parts counts right. */
    private static long utf8Length(String part) {
        long length = part.length();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c >= 0x80) {
                length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return length;
    }
}
