package io.tmuxbridge.core.redact;

import io.tmuxbridge.core.terminal.ByteSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Output from the first character on of which it is not yet known whether it belongs to a secret.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Held {

    private static final int MANY = 1024;

    private final ByteSink bytes = new ByteSink();
    private final List<Glyph> glyphs = new ArrayList<>();
    private long offset;
    private int decided;
    private long masked;

    /** A character that can be masked, on the screen or in the text of a string such as a link. */
    static final class Glyph {
        private final long at;
        private final int length;
        private final boolean wide;
        private final boolean ofString;
        private boolean masked;

        private Glyph(long at, int length, boolean wide, boolean ofString) {
            this.at = at;
            this.length = length;
            this.wide = wide;
            this.ofString = ofString;
        }
    }

    /** Nothing is held; the next byte has this position. */
    Held(long offset) {
        this.offset = offset;
    }

    /** Position after the last byte. */
    long end() {
        return offset + bytes.size();
    }

    void add(byte[] from, int at, int length) {
        bytes.append(from, at, length);
    }

    /** A character that has come; in order of positions. */
    void glyph(long at, int length, boolean wide, boolean ofString) {
        if (decided > MANY) {
            glyphs.subList(0, decided).clear();
            decided = 0;
        }
        glyphs.add(new Glyph(at, length, wide, ofString));
    }

    /** Masks those that are still here, from a position to another one, both included. */
    void mask(long first, long last, boolean ofString) {
        for (int i = glyphs.size() - 1; i >= decided && glyphs.get(i).at >= first; i--) {
            Glyph glyph = glyphs.get(i);
            if (glyph.at <= last && glyph.ofString == ofString) {
                mask(glyph);
            }
        }
    }

    /** Masks characters whose bytes are still here. */
    void mask(List<Glyph> all) {
        all.forEach(this::mask);
    }

    private void mask(Glyph glyph) {
        if (!glyph.masked) {
            glyph.masked = true;
            masked++;
            Masks.mask(bytes.buffer(), (int) (glyph.at - offset), glyph.length, glyph.wide);
        }
    }

    /** Decides on the characters before a position, and on those masked that follow. */
    void decide(long undecided) {
        while (decided < glyphs.size() && (glyphs.get(decided).at < undecided || glyphs.get(decided).masked)) {
            decided++;
        }
    }

    /** The first character of which it is not known; the greatest number when there is none. */
    long firstUndecided() {
        return decided < glyphs.size() ? glyphs.get(decided).at : Long.MAX_VALUE;
    }

    /** Those of which it is not known. */
    List<Glyph> undecided() {
        return List.copyOf(glyphs.subList(decided, glyphs.size()));
    }

    /** Gives away all bytes before a position. */
    void release(long upTo, ByteSink to) {
        int count = (int) (Math.min(upTo, end()) - offset);
        if (count <= 0) {
            return;
        }
        to.append(bytes.buffer(), 0, count);
        byte[] rest = Arrays.copyOfRange(bytes.buffer(), count, bytes.size());
        bytes.reset();
        bytes.append(rest, 0, rest.length);
        offset += count;
        glyphs.subList(0, decided).clear();
        decided = 0;
    }

    /** How many characters were masked so far. */
    long masked() {
        return masked;
    }
}
