package io.tmuxbridge.examples.cli;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for the detach key in what is typed: its byte, or what a terminal sends instead when a program has asked it to
 * tell keys apart (modifyOtherKeys, and the keyboard protocol of kitty).
 *
 * <p>Such a sequence may come in pieces. A beginning of one is held back for the rest, if it is more than an ESC: that
 * may be the key Escape, and goes out at once. What is held is to be {@linkplain #release() released} soon, since it
 * may be all that was typed; the rest is recognised after that too.
 *
 * <p><b>Threads:</b> one thread.
 */
final class DetachWatch {

    private static final char ESC = '\033';
    private static final Pattern SEQUENCE =
            Pattern.compile("\033\\[(?:27;(\\d{1,3});(\\d{1,7})~|(\\d{1,7})(?::\\d{0,7}){0,2};(\\d{1,3})(?::[12])?u)");

    private final DetachKey key;
    /** A beginning that was typed last, and how much of it is out. */
    private String begun = "";

    private int out;

    DetachWatch(DetachKey key) {
        this.key = key;
    }

    /**
     * What to type.
     *
     * @param bytes what comes before the key, or before a beginning that is held
     * @param leaves whether the key was there
     */
    record Typed(byte[] bytes, boolean leaves) {}

    /** Takes what was read. */
    Typed take(byte[] bytes, int length) {
        String text = begun + new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        int from = out;
        int at = 0;
        Kind kind = Kind.NOTHING;
        while (at < text.length() && (kind = kind(text, at)) == Kind.NOTHING) {
            at++;
        }
        begun = kind == Kind.BEGINNING ? text.substring(at) : "";
        int until = Math.max(from, begun.length() == 1 ? text.length() : at);
        out = begun.isEmpty() ? 0 : until - at;
        return new Typed(text.substring(from, until).getBytes(StandardCharsets.ISO_8859_1), kind == Kind.KEY);
    }

    /** Whether something is held back. */
    boolean holds() {
        return out < begun.length();
    }

    /** What was held back, for nothing has come after it. */
    byte[] release() {
        String held = begun.substring(out);
        out = begun.length();
        return held.getBytes(StandardCharsets.ISO_8859_1);
    }

    private enum Kind {
        NOTHING,
        BEGINNING,
        KEY
    }

    private Kind kind(String text, int at) {
        char first = text.charAt(at);
        if (first == (key.code() & 0xff)) {
            return Kind.KEY;
        } else if (first != ESC || !key.isControl()) {
            return Kind.NOTHING;
        }
        Matcher matcher = SEQUENCE.matcher(text).region(at, text.length());
        if (matcher.lookingAt()) {
            return isKey(matcher) ? Kind.KEY : Kind.NOTHING;
        }
        return matcher.hitEnd() ? Kind.BEGINNING : Kind.NOTHING;
    }

    private boolean isKey(Matcher sequence) {
        return sequence.group(1) != null
                ? key.is(Integer.parseInt(sequence.group(2)), Integer.parseInt(sequence.group(1)))
                : key.is(Integer.parseInt(sequence.group(3)), Integer.parseInt(sequence.group(4)));
    }
}
