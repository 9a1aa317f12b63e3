package io.tmuxbridge.core.redact;

import io.tmuxbridge.TmuxBridgeException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Lays a pattern down as states, from its end to its beginning: each part is told where to go on.
 *
 * <p><b>Threads:</b> one at a time, once.
 */
final class PatternLayout {

    private static final int MOST_STATES = 10_000;

    private final Program program;
    private final Supplier<TmuxBridgeException> tooLarge;

    private PatternLayout(Program program, Supplier<TmuxBridgeException> tooLarge) {
        this.program = program;
        this.tooLarge = tooLarge;
    }

    static void add(Node whole, Program to, Supplier<TmuxBridgeException> tooLarge) {
        PatternLayout layout = new PatternLayout(to, tooLarge);
        int found = layout.state(Program.Kind.FOUND, CharClass.none(), false);
        to.startAt(layout.lay(whole, false, found));
    }

    /** Lays down a part before a state; returns where it begins. */
    private int lay(Node node, boolean secret, int next) {
        if (node instanceof Node.One one) {
            return linked(state(Program.Kind.TAKE, one.members(), secret), next);
        }
        if (node instanceof Node.NotBehind behind) {
            return linked(state(Program.Kind.NOT_BEHIND, behind.members(), false), next);
        }
        if (node instanceof Node.Group group) {
            return lay(group.what(), true, next);
        }
        if (node instanceof Node.Sequence sequence) {
            List<Node> parts = sequence.parts();
            int begin = next;
            for (int i = parts.size() - 1; i >= 0; i--) {
                begin = lay(parts.get(i), secret, begin);
            }
            return begin;
        }
        if (node instanceof Node.Choice choice) {
            int begin = lay(choice.choices().get(0), secret, next);
            for (Node other : choice.choices().subList(1, choice.choices().size())) {
                begin = fork(begin, lay(other, secret, next));
            }
            return begin;
        }
        return repeat((Node.Repeat) node, secret, next);
    }

    private int repeat(Node.Repeat repeat, boolean secret, int next) {
        int begin = next;
        if (repeat.most() == Node.UNBOUNDED) {
            int loop = fork(-1, next);
            program.link(loop, lay(repeat.what(), secret, loop), next);
            begin = loop;
        } else {
            for (int i = repeat.least(); i < repeat.most(); i++) {
                begin = fork(lay(repeat.what(), secret, begin), next);
            }
        }
        for (int i = 0; i < repeat.least(); i++) {
            begin = lay(repeat.what(), secret, begin);
        }
        return begin;
    }

    private int fork(int one, int other) {
        int fork = state(Program.Kind.FORK, CharClass.none(), false);
        program.link(fork, one, other);
        return fork;
    }

    private int linked(int state, int next) {
        program.link(state, next, -1);
        return state;
    }

    private int state(Program.Kind kind, CharClass members, boolean secret) {
        if (program.size() >= MOST_STATES) {
            throw tooLarge.get();
        }
        return program.add(kind, members, secret);
    }
}
