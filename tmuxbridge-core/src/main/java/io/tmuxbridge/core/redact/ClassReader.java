package io.tmuxbridge.core.redact;

/**
 * Reads what stands between brackets in a pattern.
 *
 * <p><b>Threads:</b> one at a time, once.
 */
final class ClassReader {

    private final PatternReader in;

    ClassReader(PatternReader in) {
        this.in = in;
    }

    /** Reads on behind the opening bracket, up to and with the closing one. */
    CharClass read() {
        boolean inverted = in.take('^');
        CharClass members = CharClass.none();
        do {
            members = member(members);
        } while (!in.take(']'));
        return inverted ? members.inverse() : members;
    }

    private CharClass member(CharClass before) {
        if (in.peek() == '[' || in.ahead("&&")) {
            throw in.refused("put \\ before [ and & within brackets");
        }
        if (in.take('\\')) {
            int letter = in.peek();
            CharClass escaped = in.escaped();
            boolean set = "dDsSwW".indexOf(letter) >= 0;
            return set || in.peek() != '-' ? before.with(escaped) : range(before, plain(letter));
        }
        return range(before, in.next());
    }

    private CharClass range(CharClass before, int first) {
        if (!in.take('-')) {
            return before.with(first, first);
        }
        if (in.peek() == ']') {
            return before.with(first, first).with('-', '-');
        }
        int last = in.take('\\') ? plain(in.next()) : in.next();
        if (last < first) {
            throw in.refused("a range ends before it begins");
        }
        return before.with(first, last);
    }

    private static int plain(int letter) {
        return letter == 't' ? '\t' : letter == 'n' ? '\n' : letter == 'r' ? '\r' : letter;
    }
}
