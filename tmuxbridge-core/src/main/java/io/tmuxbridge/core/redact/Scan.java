package io.tmuxbridge.core.redact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for secrets in a text that comes character by character, and knows at each moment from where on it is not yet
 * decided whether there is one.
 *
 * <p>All ways through the patterns are followed at once, so a character costs at most one step for each state of the
 * patterns, whatever the text; most cost one look into a table. What belongs to any match is a secret. How the text is
 * cut makes no difference.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Scan {

    /** Position of what cannot be masked: it is shown already, or is no character of its own. */
    static final long BEFORE = -1;

    /** Told what is a secret. */
    interface Found {
        /** Characters from a position up to another one, both included, are a secret; told again when it grows. */
        void found(long first, long last);
    }

    private final Program program;
    private final Found found;
    private final int[] stack;
    private Ways now;
    private Ways then;
    private int before = '\n';
    private @Nullable Ways kept;

    Scan(Program program, Found found) {
        this.program = program;
        this.found = found;
        this.now = new Ways(program.size());
        this.then = new Ways(program.size());
        this.stack = new int[2 * program.size() + 2];
    }

    /** Forgets what was read. */
    void reset() {
        now.clear();
        before = '\n';
    }

    /** What comes now may be the rest of any match: of a secret, or of the text that announces one. */
    void beginInside() {
        for (int state = 0; state < program.size(); state++) {
            if (program.get(state).kind() == Program.Kind.TAKE) {
                reach(now, state, program.get(state).secret() ? BEFORE : Ways.NOWHERE, BEFORE);
            }
        }
    }

    /** Keeps what has begun for {@link #rejoin}; false when nothing has. */
    boolean keep() {
        if (now.count() == 0) {
            return false;
        }
        Ways copy = kept == null ? new Ways(program.size()) : kept;
        copy.clear();
        copy.addShown(now);
        kept = copy;
        return true;
    }

    /** What comes now may go on with what was kept, too. */
    void rejoin() {
        if (kept != null) {
            now.addShown(kept);
        }
    }

    /** Whether a character makes no difference but to what may come next: then {@link #pass} does for it. */
    boolean passes(int codePoint) {
        return now.count() == 0 && program.starts(codePoint).isEmpty();
    }

    /** Reads a character that makes no difference. */
    void pass(int codePoint) {
        before = codePoint;
    }

    /**
     * Reads one character.
     *
     * @param codePoint the character
     * @param position where it is, growing, or {@link #BEFORE}
     */
    void read(int codePoint, long position) {
        List<Integer> starts = program.starts(codePoint);
        for (int start : starts) {
            reach(now, start, Ways.NOWHERE, BEFORE);
        }
        before = codePoint;
        for (int i = 0; i < now.count(); i++) {
            int at = now.state(i);
            Program.State state = program.get(at);
            if (state.kind() == Program.Kind.TAKE && state.members().has(codePoint)) {
                take(state, now.first(at), now.last(at), position);
            }
        }
        now.clear();
        Ways free = now;
        now = then;
        then = free;
    }

    private void take(Program.State state, long first, long last, long position) {
        if (state.secret()) {
            reach(then, state.next(), Math.min(first, position), Math.max(last, position));
        } else {
            reach(then, state.next(), first, last);
        }
    }

    /** The first position of which it is not known whether it is a secret; greater than any when all is known. */
    long undecided() {
        long least = Ways.NOWHERE;
        for (int i = 0; i < now.count(); i++) {
            int state = now.state(i);
            if (program.get(state).kind() == Program.Kind.TAKE) {
                least = Math.min(least, now.first(state));
            }
        }
        return least;
    }

    /** Goes on to a state and to all that it leads to without a character. */
    private void reach(Ways ways, int start, long first, long last) {
        int top = 0;
        stack[top++] = start;
        while (top > 0) {
            int at = stack[--top];
            Program.State state = program.get(at);
            boolean barred =
                    state.kind() == Program.Kind.NOT_BEHIND && state.members().has(before);
            if (barred || !ways.reach(at, first, last)) {
                continue;
            }
            switch (state.kind()) {
                case FORK -> {
                    stack[top++] = state.other();
                    stack[top++] = state.next();
                }
                case NOT_BEHIND -> stack[top++] = state.next();
                case FOUND -> {
                    if (first != Ways.NOWHERE) {
                        found.found(first, last);
                    }
                }
                case TAKE -> {
                    // it waits for a character
                }
            }
        }
    }
}
