package io.tmuxbridge.core.directory;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;

/**
 * Text that ends a match which reads it for too long: a pattern may come from outside and be made to take for ever.
 *
 * <p><b>Threads:</b> those of the text.
 *
 * @param text what is read
 * @param until when it ends, of {@link System#nanoTime}; reading a character after that throws {@link ErrorCode#LIMIT}
 * @param what what takes too long then, for the error
 */
public record TimedText(CharSequence text, long until, String what) implements CharSequence {

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (System.nanoTime() - until > 0) {
            throw new TmuxBridgeException(ErrorCode.LIMIT, what + " took too long; use a simpler pattern");
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new TimedText(text.subSequence(start, end), until, what);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
