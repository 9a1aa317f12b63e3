package io.tmuxbridge.core.tmux;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code %output} and {@code %extended-output}: the hot path. Only bytes below 0x20 and the backslash come
 * escaped, as a backslash and three octal digits (control.c of tmux); the unescaped bytes take the place of the escaped
 * ones, so nothing is allocated or copied.
 *
 * <p><b>Threads:</b> the reader's.
 */
final class OutputDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(OutputDecoder.class);

    private final ControlListener listener;

    OutputDecoder(ControlListener listener) {
        this.listener = listener;
    }

    /** Reads {@code 5 data}, or {@code 5 age ... : data} when extended. */
    void decode(byte[] buffer, int from, int to, boolean extended) {
        int i = from;
        long pane = 0;
        for (; i < to && isDigit(buffer[i]) && pane <= Integer.MAX_VALUE; i++) {
            pane = pane * 10 + buffer[i] - '0';
        }
        if (i == from || pane > Integer.MAX_VALUE || i == to || buffer[i] != ' ') {
            LOG.warn("tmux wrote an output line of {} bytes without a pane; it is skipped", to - from);
            return;
        }
        i++;
        long age = 0;
        if (extended) {
            for (; i < to && isDigit(buffer[i]) && age < Long.MAX_VALUE / 16; i++) {
                age = age * 10 + buffer[i] - '0';
            }
            i = afterColon(buffer, i, to);
        }
        int length = unescape(buffer, i, to);
        if (length > 0) {
            listener.output((int) pane, buffer, i, length, age);
        }
    }

    /** Arguments that later versions may add stand before {@code " : "}. */
    private static int afterColon(byte[] buffer, int from, int to) {
        for (int i = from; i + 2 < to; i++) {
            if (buffer[i] == ' ' && buffer[i + 1] == ':' && buffer[i + 2] == ' ') {
                return i + 3;
            }
        }
        return to;
    }

    /** Replaces each escape by its byte, in place; returns the new length. */
    static int unescape(byte[] buffer, int from, int to) {
        int write = from;
        while (write < to && buffer[write] != '\\') {
            write++;
        }
        int read = write;
        while (read < to) {
            byte b = buffer[read++];
            if (b == '\\' && read + 3 <= to && isOctal(buffer, read)) {
                b = (byte) ((buffer[read] - '0') << 6 | (buffer[read + 1] - '0') << 3 | (buffer[read + 2] - '0'));
                read += 3;
            }
            buffer[write++] = b;
        }
        return write - from;
    }

    private static boolean isOctal(byte[] buffer, int at) {
        return (buffer[at] & 0xfc) == '0' // 0 to 3
                && (buffer[at + 1] & 0xf8) == '0'
                && (buffer[at + 2] & 0xf8) == '0';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
