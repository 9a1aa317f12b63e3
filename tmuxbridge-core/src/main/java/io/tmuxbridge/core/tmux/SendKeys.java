package io.tmuxbridge.core.tmux;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Turns input bytes into {@code send-keys} lines (tmux(1), WINDOWS AND PANES) that put exactly these bytes into a pane.
 *
 * <p>{@code -H} with plain hex passes any byte on every version, but costs tmux 1.5 to 3.5 microseconds a byte beside
 * the 7 of each command, as each byte is an argument; {@code -l} is eight times cheaper and exact for printable ASCII.
 * So printable runs that are worth a command go by {@code -l}, the rest by {@code -H}, in short commands. The form
 * {@code 0xNN} is never used: from 3.5 on tmux rewrites it.
 *
 * <p><b>Threads:</b> any; immutable.
 */
public final class SendKeys {

    /** The most input bytes in one {@code -H} command. */
    static final int MAX_HEX = 128;

    /** The most input bytes in one {@code -l} command. */
    static final int MAX_LITERAL = 500;

    /**
     * The shortest printable run worth a command of its own: seven bytes take 15 microseconds by {@code -H}, 9 by
     * {@code -l}.
     */
    static final int MIN_LITERAL = 6;

    /**
     * How much dearer a byte of {@code -H} is for tmux than one of {@code -l}: 8 to 18 times were measured, and it
     * looks at nobody else meanwhile.
     */
    private static final int HEX_WEIGHT = 32;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] QUOTE = "'\\''".getBytes(StandardCharsets.US_ASCII);

    private final byte[] prefix;

    private SendKeys(String paneId) {
        prefix = ("send-keys -t '" + TmuxText.paneId(paneId) + "' ").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Encodes for a pane.
     *
     * @param paneId the pane, for example {@code %5}
     * @return its encoder
     * @throws io.tmuxbridge.TmuxBridgeException {@link io.tmuxbridge.ErrorCode#INVALID} when it is no id of a pane
     */
    public static SendKeys to(String paneId) {
        return new SendKeys(paneId);
    }

    /**
     * Encodes input.
     *
     * @param input holds the bytes
     * @param offset where they begin
     * @param length how many there are
     * @return whole lines, each one command with its newline; empty for no input
     */
    public byte[] encode(byte[] input, int offset, int length) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(prefix.length + 8 + 3 * Math.min(length, 4096));
        int to = offset + length;
        int hexFrom = offset;
        int i = offset;
        while (i < to) {
            int runEnd = printableEnd(input, i, to);
            if (runEnd - i >= MIN_LITERAL) {
                hex(lines, input, hexFrom, i);
                literal(lines, input, i, runEnd);
                hexFrom = runEnd;
            }
            i = Math.max(runEnd, i + 1);
        }
        hex(lines, input, hexFrom, to);
        return lines.toByteArray();
    }

    /**
     * How long tmux takes for some input, in bytes of printable text that take as long.
     *
     * @param input the bytes
     * @return at least their number
     */
    public static int weight(byte[] input) {
        int weight = 0;
        for (int i = 0; i < input.length; ) {
            int runEnd = printableEnd(input, i, input.length);
            int run = Math.max(runEnd, i + 1) - i;
            weight += run >= MIN_LITERAL ? run : run * HEX_WEIGHT;
            i += run;
        }
        return weight;
    }

    private static int printableEnd(byte[] input, int from, int to) {
        int i = from;
        while (i < to && input[i] >= 0x20 && input[i] < 0x7f) {
            i++;
        }
        return i;
    }

    private void hex(ByteArrayOutputStream lines, byte[] input, int from, int to) {
        for (int start = from; start < to; start += MAX_HEX) {
            lines.writeBytes(prefix);
            lines.write('-');
            lines.write('H');
            for (int i = start; i < Math.min(to, start + MAX_HEX); i++) {
                lines.write(' ');
                lines.write(HEX[input[i] >> 4 & 0xf]);
                lines.write(HEX[input[i] & 0xf]);
            }
            lines.write('\n');
        }
    }

    private void literal(ByteArrayOutputStream lines, byte[] input, int from, int to) {
        for (int start = from; start < to; start += MAX_LITERAL) {
            lines.writeBytes(prefix);
            lines.writeBytes("-l -- '".getBytes(StandardCharsets.US_ASCII));
            for (int i = start; i < Math.min(to, start + MAX_LITERAL); i++) {
                if (input[i] == '\'') {
                    lines.writeBytes(QUOTE);
                } else {
                    lines.write(input[i]);
                }
            }
            lines.write('\'');
            lines.write('\n');
        }
    }
}
