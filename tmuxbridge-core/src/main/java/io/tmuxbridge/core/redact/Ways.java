package io.tmuxbridge.core.redact;

import java.util.Arrays;

/**
 * The states of a {@link Program} that are reached at one place of a text, each with where its secret began and where
 * it was last seen. Of several ways to one state the widest secret is kept.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class Ways {

    /** Nothing of a secret was read yet. */
    static final long NOWHERE = Long.MAX_VALUE;

    private final int[] states;
    private final boolean[] reached;
    private final long[] first;
    private final long[] last;
    private int count;

    Ways(int size) {
        states = new int[size];
        reached = new boolean[size];
        first = new long[size];
        last = new long[size];
    }

    int count() {
        return count;
    }

    int state(int i) {
        return states[i];
    }

    long first(int state) {
        return first[state];
    }

    long last(int state) {
        return last[state];
    }

    /** Reaches a state; false when that is nothing new. */
    boolean reach(int state, long from, long to) {
        if (!reached[state]) {
            reached[state] = true;
            states[count++] = state;
            first[state] = from;
            last[state] = to;
            return true;
        }
        if (first[state] <= from && last[state] >= to) {
            return false;
        }
        first[state] = Math.min(first[state], from);
        last[state] = Math.max(last[state], to);
        return true;
    }

    /** Reaches all that another one has reached, whose secrets so far were shown. */
    void addShown(Ways other) {
        for (int i = 0; i < other.count; i++) {
            int state = other.states[i];
            reach(state, other.first[state] == NOWHERE ? NOWHERE : Scan.BEFORE, Scan.BEFORE);
        }
    }

    void clear() {
        if (count > reached.length / 4) {
            Arrays.fill(reached, false);
        } else {
            for (int i = 0; i < count; i++) {
                reached[states[i]] = false;
            }
        }
        count = 0;
    }
}
