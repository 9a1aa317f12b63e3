package io.tmuxbridge.core.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One JSON text (RFC 8259) on its way out, kept as UTF-8 bytes.
 *
 * <p>Terminal output is UTF-8 already, so its bytes are copied with their escapes and never become characters, objects
 * or tokens on the way; only the finished text is decoded, once. Whatever is put in, what comes out is well-formed
 * Unicode: broken UTF-8 becomes U+FFFD.
 *
 * <p><b>Threads:</b> one thread, one text. Ends with {@link #toString()}.
 */
final class JsonBuffer {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int WORST_ESCAPE = 6;

    private byte[] bytes;
    private int size;
    private boolean separate;

    JsonBuffer(int capacity) {
        bytes = new byte[Math.max(capacity, 64)];
    }

    JsonBuffer open(char bracket) {
        separator();
        put(bracket);
        separate = false;
        return this;
    }

    JsonBuffer close(char bracket) {
        put(bracket);
        separate = true;
        return this;
    }

    /** Starts a member of an object; its value follows. */
    JsonBuffer name(String name) {
        string(name);
        put(':');
        separate = false;
        return this;
    }

    JsonBuffer string(String value) {
        separator();
        put('"');
        int ascii = ascii(value);
        if (ascii < value.length()) {
            escape(ByteBuffer.wrap(value.substring(ascii).getBytes(StandardCharsets.UTF_8)));
        }
        put('"');
        separate = true;
        return this;
    }

    /**
     * Writes the text up to the first character that is not ASCII, and says where that is: nearly all text is, and
     * needs no bytes made.
     */
    private int ascii(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char next = value.charAt(i);
            if (next >= 0x80) {
                return i;
            }
            ensure(length - i + WORST_ESCAPE);
            escape((byte) next);
        }
        return length;
    }

    /** Writes UTF-8 bytes as a JSON string; the buffer's position is left alone. */
    JsonBuffer string(ByteBuffer utf8) {
        separator();
        put('"');
        escape(utf8);
        put('"');
        separate = true;
        return this;
    }

    private void escape(ByteBuffer utf8) {
        int end = utf8.limit();
        for (int i = utf8.position(); i < end; i++) {
            // Room is made for what is left plus one escape: most bytes need no escape.
            ensure(end - i + WORST_ESCAPE);
            escape(utf8.get(i));
        }
    }

    JsonBuffer number(long value) {
        return raw(Long.toString(value));
    }

    /** Writes a value that is JSON text already. */
    JsonBuffer raw(String json) {
        separator();
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        ensure(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
        separate = true;
        return this;
    }

    JsonBuffer field(String name, String value) {
        return name(name).string(value);
    }

    JsonBuffer field(String name, long value) {
        return name(name).number(value);
    }

    private void escape(byte b) {
        if (b >= 0x20 && b != '"' && b != '\\' || b < 0) {
            bytes[size++] = b;
            return;
        }
        bytes[size++] = '\\';
        switch (b) {
            case '"', '\\' -> bytes[size++] = b;
            case '\n' -> bytes[size++] = 'n';
            case '\r' -> bytes[size++] = 'r';
            case '\t' -> bytes[size++] = 't';
            case '\b' -> bytes[size++] = 'b';
            case '\f' -> bytes[size++] = 'f';
            default -> {
                bytes[size++] = 'u';
                bytes[size++] = '0';
                bytes[size++] = '0';
                bytes[size++] = HEX[b >> 4];
                bytes[size++] = HEX[b & 15];
            }
        }
    }

    private void separator() {
        if (separate) {
            put(',');
        }
    }

    private void put(char ascii) {
        ensure(1);
        bytes[size++] = (byte) ascii;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }
}
