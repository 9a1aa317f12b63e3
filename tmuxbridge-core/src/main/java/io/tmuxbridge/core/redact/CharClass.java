package io.tmuxbridge.core.redact;

import java.util.BitSet;

/**
 * A set of characters.
 *
 * <p><b>Threads:</b> immutable once handed on.
 */
final class CharClass {

    private final BitSet members;
    /** Whether what is listed is left out instead. */
    private final boolean inverted;

    private CharClass(BitSet members, boolean inverted) {
        this.members = members;
        this.inverted = inverted;
    }

    static CharClass none() {
        return new CharClass(new BitSet(), false);
    }

    static CharClass of(int codePoint) {
        return none().with(codePoint, codePoint);
    }

    /** What a dot stands for: everything but line ends. */
    static CharClass dot() {
        return none().with('\n', '\n')
                .with('\r', '\r')
                .with(0x85, 0x85)
                .with(0x2028, 0x2029)
                .inverse();
    }

    static CharClass digits() {
        return none().with('0', '9');
    }

    static CharClass blanks() {
        return none().with('\t', '\r').with(' ', ' ');
    }

    static CharClass word() {
        return digits().with('A', 'Z').with('a', 'z').with('_', '_');
    }

    boolean has(int codePoint) {
        return members.get(codePoint) != inverted;
    }

    /** Whether it has any character from this one on. */
    boolean hasBeyond(int codePoint) {
        return inverted || members.nextSetBit(codePoint) >= 0;
    }

    CharClass with(int first, int last) {
        BitSet more = (BitSet) members.clone();
        more.set(first, last + 1, !inverted);
        return new CharClass(more, inverted);
    }

    CharClass with(CharClass other) {
        if (!inverted && !other.inverted) {
            BitSet both = (BitSet) members.clone();
            both.or(other.members);
            return new CharClass(both, false);
        }
        BitSet left = inverted ? (BitSet) members.clone() : (BitSet) other.members.clone();
        if (inverted && other.inverted) {
            left.and(other.members);
        } else {
            left.andNot(inverted ? other.members : members);
        }
        return new CharClass(left, true);
    }

    CharClass inverse() {
        return new CharClass(members, !inverted);
    }

    /** The same with the other case of each ASCII letter listed, whether in it or left out. */
    CharClass ignoringCase() {
        BitSet more = (BitSet) members.clone();
        for (int letter = 'a'; letter <= 'z'; letter++) {
            int upper = letter - 'a' + 'A';
            boolean either = members.get(letter) || members.get(upper);
            more.set(letter, either);
            more.set(upper, either);
        }
        return new CharClass(more, inverted);
    }
}
