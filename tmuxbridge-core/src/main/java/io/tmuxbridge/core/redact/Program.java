package io.tmuxbridge.core.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Patterns as a machine of states: each either takes one character and goes on, or leads to other states without one.
 *
 * <p><b>Threads:</b> immutable once built.
 */
final class Program {

    private static final int TABLE = 128;

    /** What a state does. */
    enum Kind {
        /** Takes a character of its class. */
        TAKE,
        /** Goes on in two places. */
        FORK,
        /** Goes on if the character before is none of its class. */
        NOT_BEHIND,
        /** A whole pattern has been found. */
        FOUND
    }

    /**
     * One state.
     *
     * @param members the class that is taken, or must not stand before
     * @param secret whether what is taken belongs to the secret
     * @param next where to go on; -1 while it is not known
     * @param other where else, from a fork
     */
    record State(Kind kind, CharClass members, boolean secret, int next, int other) {}

    private final List<State> states = new ArrayList<>();
    /** Where to start, by the character that comes; the last entry is for all from {@link #TABLE} on. */
    private final List<List<Integer>> starts = Stream.generate(() -> (List<Integer>) new ArrayList<Integer>())
            .limit(TABLE + 1)
            .toList();

    /**
     * Reads patterns.
     *
     * @param patterns expressions by name
     * @throws io.tmuxbridge.TmuxBridgeException {@link io.tmuxbridge.ErrorCode#INVALID} when one of them cannot be read
     */
    static Program of(Map<String, String> patterns) {
        Program program = new Program();
        patterns.forEach((name, expression) -> PatternReader.add(name, expression, program));
        return program;
    }

    int add(Kind kind, CharClass members, boolean secret) {
        states.add(new State(kind, members, secret, -1, -1));
        return states.size() - 1;
    }

    void link(int from, int next, int other) {
        State state = states.get(from);
        states.set(from, new State(state.kind(), state.members(), state.secret(), next, other));
    }

    /** Adds a beginning: it is tried only for the characters that may come there. */
    void startAt(int state) {
        boolean[] passed = new boolean[states.size()];
        boolean[] begins = new boolean[TABLE + 1];
        List<Integer> open = new ArrayList<>(List.of(state));
        while (!open.isEmpty()) {
            int at = open.remove(open.size() - 1);
            State one = states.get(at);
            if (passed[at] || one.kind() == Kind.FOUND) {
                continue;
            }
            passed[at] = true;
            if (one.kind() == Kind.TAKE) {
                note(one.members(), begins);
            } else {
                open.add(one.next());
                open.add(one.kind() == Kind.FORK ? one.other() : one.next());
            }
        }
        for (int c = 0; c <= TABLE; c++) {
            if (begins[c]) {
                starts.get(c).add(state);
            }
        }
    }

    private static void note(CharClass members, boolean[] begins) {
        for (int c = 0; c < TABLE; c++) {
            begins[c] |= members.has(c);
        }
        begins[TABLE] |= members.hasBeyond(TABLE);
    }

    /** The states to start at before this character. */
    List<Integer> starts(int codePoint) {
        return starts.get(Math.min(codePoint, TABLE));
    }

    State get(int state) {
        return states.get(state);
    }

    int size() {
        return states.size();
    }
}
