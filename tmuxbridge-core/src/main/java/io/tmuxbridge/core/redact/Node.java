package io.tmuxbridge.core.redact;

import java.util.List;

/** A part of a pattern as it was written. */
sealed interface Node {

    /** No most number of repetitions. */
    int UNBOUNDED = Integer.MAX_VALUE;

    /** One character. */
    record One(CharClass members) implements Node {}

    /** The character before is none of these. */
    record NotBehind(CharClass members) implements Node {}

    /** One after the other. */
    record Sequence(List<Node> parts) implements Node {}

    /** One of them. */
    record Choice(List<Node> choices) implements Node {}

    /** Several times. */
    record Repeat(Node what, int least, int most) implements Node {}

    /** A secret. */
    record Group(Node what) implements Node {}
}
