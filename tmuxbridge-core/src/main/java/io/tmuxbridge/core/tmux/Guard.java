package io.tmuxbridge.core.tmux;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The id in a guard line: {@code <time> <number> <flags>} of {@code %begin}, {@code %end} and {@code %error}.
 *
 * @param id the bytes after the word
 */
record Guard(byte[] id) {

    static final byte[] BEGIN = "%begin ".getBytes(StandardCharsets.US_ASCII);
    static final byte[] END = "%end ".getBytes(StandardCharsets.US_ASCII);
    static final byte[] ERROR = "%error ".getBytes(StandardCharsets.US_ASCII);

    /** Reads the id of a line known to begin with {@link #BEGIN}. */
    static Guard ofBegin(byte[] buffer, int from, int to) {
        return new Guard(Arrays.copyOfRange(buffer, from + BEGIN.length, to));
    }

    static boolean startsWith(byte[] prefix, byte[] buffer, int from, int to) {
        return to - from >= prefix.length
                && Arrays.equals(prefix, 0, prefix.length, buffer, from, from + prefix.length);
    }

    static boolean isBegin(byte[] buffer, int from, int to) {
        return startsWith(BEGIN, buffer, from, to);
    }

    /**
     * Whether the flags of a {@code %begin} line have bit 0: the block answers a command that came over this client.
     */
    static boolean isOurs(byte[] buffer, int from, int to) {
        return to > from && (buffer[to - 1] & 1) == 1 && buffer[to - 1] >= '0' && buffer[to - 1] <= '9';
    }

    boolean endedBy(byte[] buffer, int from, int to) {
        return matches(END, buffer, from, to);
    }

    boolean failedBy(byte[] buffer, int from, int to) {
        return matches(ERROR, buffer, from, to);
    }

    private boolean matches(byte[] word, byte[] buffer, int from, int to) {
        return to - from == word.length + id.length
                && startsWith(word, buffer, from, to)
                && Arrays.equals(id, 0, id.length, buffer, from + word.length, to);
    }
}
