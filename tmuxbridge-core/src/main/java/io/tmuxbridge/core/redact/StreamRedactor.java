package io.tmuxbridge.core.redact;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.replica.Replica;
import io.tmuxbridge.core.terminal.ByteSink;
import io.tmuxbridge.core.terminal.WidthTable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Masks secrets in terminal output: as many bytes come out as went in, with every character of a secret replaced by one
 * of the same length and width.
 *
 * <p>A copy of the viewer's emulator reads along and tells where each character lands. Characters that land beside each
 * other are one text, whatever escape sequences stand between their bytes; so are the end of a full row and the
 * beginning of the next one, whoever wrapped it, and with what blank. After a jump to elsewhere the text on the screen
 * before that place is read first.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class StreamRedactor {

    private final int mostHeld;
    private final Replica replica;
    private final Landing landing;
    private final Scan screen;
    private final Scan strings;
    private final Held held;
    private final List<LooseEnd> looseEnds = new ArrayList<>();
    private Landing.@Nullable Place interrupted;
    private boolean inString;
    private boolean inStringText;
    private int characterBytes;
    private int characterLength = 1;
    private long forced;

    /** The end of a row that may be the beginning of a secret, if the cursor is there. */
    private record LooseEnd(Landing.Place place, List<Held.Glyph> glyphs) {}

    /**
     * Starts on an empty screen.
     *
     * @param offset position of the first byte
     * @param mostHeld most bytes held back; 0 when all is kept until {@link #finish}
     */
    StreamRedactor(Program program, TerminalSize size, long offset, int mostHeld) {
        this.mostHeld = mostHeld;
        this.replica = new Replica(size.cols(), size.rows());
        this.landing = new Landing(replica);
        this.held = new Held(offset);
        this.screen = new Scan(program, (first, last) -> held.mask(first, last, false));
        this.strings = new Scan(program, (first, last) -> held.mask(first, last, true));
    }

    /** Reads what viewers have been shown already. */
    void prime(ByteBuffer shown) {
        for (int i = shown.position(); i < shown.limit(); i++) {
            step(shown.get(i), Scan.BEFORE);
        }
    }

    /** The first row may be the rest of something that began above it. */
    void beginInside() {
        landing.atTop();
        screen.beginInside();
    }

    /**
     * Reads output.
     *
     * @param bytes valid UTF-8, cut anywhere; its position is not moved
     * @param to what is decided is appended here
     */
    void feed(ByteBuffer bytes, ByteSink to) {
        byte[] chunk = new byte[bytes.remaining()];
        bytes.duplicate().get(chunk);
        long at = held.end();
        held.add(chunk, 0, chunk.length);
        for (byte b : chunk) {
            step(b, at++);
            if (mostHeld > 0 && at - held.firstUndecided() >= mostHeld) {
                maskUndecided();
            }
        }
        if (mostHeld > 0) {
            release(to);
        }
    }

    /** Lets go of what is decided, but not of a part of a character. */
    private void release(ByteSink to) {
        long whole = held.end() - (characterBytes < characterLength ? characterBytes : 0);
        held.release(Math.min(held.firstUndecided(), whole), to);
    }

    /** Masks what is held back, and lets go of it. */
    void force(ByteSink to) {
        maskUndecided();
        release(to);
    }

    /** All has been read: what may be the beginning of a secret at the cursor is masked. */
    void finish(ByteSink to) {
        if (landing.blankStays(0)) {
            between(' ');
        }
        noteLooseEnd();
        for (LooseEnd end : looseEnds) {
            if (end.place().equals(landing.cursor())) {
                held.mask(end.glyphs());
            }
        }
        held.release(held.end(), to);
    }

    /** Position of the first character held back; the greatest number when there is none. */
    long firstHeld() {
        return held.firstUndecided();
    }

    /** How many characters were masked so far. */
    long masked() {
        return held.masked();
    }

    /** How often something was masked because it was held back for too long. */
    long forced() {
        return forced;
    }

    private void step(byte b, long at) {
        boolean continues = (b & 0xc0) == 0x80;
        characterBytes = continues ? characterBytes + 1 : 1;
        characterLength =
                continues ? characterLength : (b & 0xff) < 0xc0 ? 1 : (b & 0xff) < 0xe0 ? 2 : (b & 0xff) < 0xf0 ? 3 : 4;
        int what = replica.read(b);
        if (what == Replica.STRING_TEXT) {
            string(b, at);
        } else if (inString) {
            inString = false;
            strings.reset();
            held.decide(screen.undecided());
        }
        if (what >= 0 && characterBytes == characterLength) {
            printed(what, at == Scan.BEFORE ? at : at - characterBytes + 1);
        }
    }

    private void string(byte b, long at) {
        if (!inString) {
            inString = true;
            inStringText = false;
        }
        if (inStringText) {
            read(strings, b >= 0 ? b : 0xfffd, at, 1, false, b >= 0);
        } else {
            inStringText = b == ';';
        }
    }

    private void printed(int codePoint, long at) {
        int width = WidthTable.VIEWER.of(codePoint);
        if (width <= 0) {
            return;
        }
        if (landing.blankStays(width)) {
            between(' ');
        }
        if (codePoint == ' ' && landing.skipsBlank()) {
            return;
        }
        land(width);
        read(screen, codePoint, at, characterLength, width == 2, true);
        landing.passed();
    }

    private void read(Scan scan, int codePoint, long at, int length, boolean wide, boolean maskable) {
        if (scan.passes(codePoint)) {
            scan.pass(codePoint);
            return;
        }
        if (maskable && at != Scan.BEFORE) {
            held.glyph(at, length, wide, scan == strings);
        }
        scan.read(codePoint, maskable ? at : Scan.BEFORE);
        decide();
    }

    private void decide() {
        held.decide(Math.min(screen.undecided(), strings.undecided()));
    }

    private void land(int width) {
        switch (landing.of(width)) {
            case BESIDE -> {
                // the text goes on
            }
            case AFTER_A_GAP -> between(' ');
            case BELOW -> {
                noteLooseEnd();
                below(width);
            }
            case ELSEWHERE -> jump(width);
        }
    }

    /** A prompt may take the place of what goes on in a row below, until that is printed over it. */
    private void below(int width) {
        between('\n');
        interrupted = screen.keep() ? landing.place(width) : null;
    }

    private void jump(int width) {
        if (mostHeld > 0) {
            maskUndecided();
        } else {
            noteLooseEnd();
        }
        between('\n');
        landing.textBefore(width).codePoints().forEach(shown -> screen.read(shown, Scan.BEFORE));
        if (landing.place(width).equals(interrupted)) {
            screen.rejoin();
        }
        decide();
    }

    /** A gap, a skipped blank or a line's end, which is never masked. */
    private void between(int codePoint) {
        screen.read(codePoint, Scan.BEFORE);
        decide();
    }

    private void maskUndecided() {
        List<Held.Glyph> open = held.undecided();
        if (!open.isEmpty()) {
            forced++;
            held.mask(open);
            decide();
        }
    }

    private void noteLooseEnd() {
        List<Held.Glyph> open = mostHeld > 0 ? List.of() : held.undecided();
        if (!open.isEmpty()) {
            looseEnds.add(new LooseEnd(landing.behindLast(), open));
        }
    }
}
