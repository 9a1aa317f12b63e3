package io.tmuxbridge.core.redact;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a regular expression and adds it to a {@link Program}. What an expression may hold stands in
 * {@link io.tmuxbridge.access.Redaction}; anything else is refused in words rather than understood otherwise.
 *
 * <p>It reads into a tree of {@link Node}s first, because a repeated part is laid down several times.
 *
 * <p><b>Threads:</b> one at a time, once.
 */
final class PatternReader {

    private static final int MOST_DEPTH = 50;

    private final String name;
    private final String text;
    private int at;
    private int depth;
    private boolean anyCase;
    private boolean grouped;

    private PatternReader(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /**
     * Adds a pattern.
     *
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when it cannot be read, or grows too large
     */
    static void add(String name, String expression, Program to) {
        PatternReader reader = new PatternReader(name, expression);
        if (expression.startsWith("(?i)")) {
            reader.anyCase = true;
            reader.at = 4;
        }
        Node whole = reader.alternatives();
        if (reader.at < expression.length()) {
            throw reader.refused("there is no ( for this one");
        }
        PatternLayout.add(reader.grouped ? whole : new Node.Group(whole), to, () -> reader.refused("it is too large"));
    }

    private Node alternatives() {
        if (++depth > MOST_DEPTH) {
            throw refused("it nests too deep");
        }
        List<Node> choices = new ArrayList<>();
        choices.add(sequence());
        while (take('|')) {
            choices.add(sequence());
        }
        depth--;
        return choices.size() == 1 ? choices.get(0) : new Node.Choice(choices);
    }

    private Node sequence() {
        List<Node> parts = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            parts.add(repeated(single()));
        }
        return new Node.Sequence(parts);
    }

    private Node repeated(Node what) {
        int least;
        int most;
        if (take('*')) {
            least = 0;
            most = Node.UNBOUNDED;
        } else if (take('+')) {
            least = 1;
            most = Node.UNBOUNDED;
        } else if (take('?')) {
            least = 0;
            most = 1;
        } else if (take('{')) {
            least = number();
            most = !take(',') ? least : peek() == '}' ? Node.UNBOUNDED : number();
            expect('}');
        } else {
            return what;
        }
        if (most < least) {
            throw refused("it repeats " + least + " to " + most + " times");
        }
        take('?');
        if ("*+?{".indexOf(peek()) >= 0) {
            throw refused("a repetition of a repetition needs (?: ) around the inner one");
        }
        return new Node.Repeat(what, least, most);
    }

    private Node single() {
        if (take('(')) {
            return group();
        }
        if (take('[')) {
            return new Node.One(cased(new ClassReader(this).read()));
        }
        if (take('.')) {
            return new Node.One(CharClass.dot());
        }
        if (take('^')) {
            return new Node.NotBehind(CharClass.of('\n').inverse());
        }
        if (take('\\')) {
            return new Node.One(cased(escaped()));
        }
        if ("*+?{$".indexOf(peek()) >= 0) {
            throw refused("this is not understood; put \\ before it to mean the character");
        }
        return new Node.One(cased(CharClass.of(next())));
    }

    private Node group() {
        if (text.startsWith("?:", at)) {
            at += 2;
            return closed(alternatives());
        }
        if (text.startsWith("?<!", at)) {
            at += 3;
            if (!(single() instanceof Node.One behind)) {
                throw refused("(?<! ) may hold a single character or class");
            }
            return closed(new Node.NotBehind(behind.members()));
        }
        if (peek() == '?') {
            throw refused("of groups there are ( ), (?: ) and (?<! ), and (?i) at the beginning");
        }
        grouped = true;
        return closed(new Node.Group(alternatives()));
    }

    private Node closed(Node node) {
        expect(')');
        return node;
    }

    /** What stands behind a backslash. */
    CharClass escaped() {
        int c = next();
        return switch (c) {
            case 'd' -> CharClass.digits();
            case 'D' -> CharClass.digits().inverse();
            case 's' -> CharClass.blanks();
            case 'S' -> CharClass.blanks().inverse();
            case 'w' -> CharClass.word();
            case 'W' -> CharClass.word().inverse();
            case 't' -> CharClass.of('\t');
            case 'n' -> CharClass.of('\n');
            case 'r' -> CharClass.of('\r');
            default -> {
                if (CharClass.word().has(c)) {
                    at--;
                    throw refused("\\" + Character.toString(c) + " is not understood");
                }
                yield CharClass.of(c);
            }
        };
    }

    private CharClass cased(CharClass members) {
        return anyCase ? members.ignoringCase() : members;
    }

    private int number() {
        int from = at;
        while ((peek() >= '0' && peek() <= '9') && at - from < 6) {
            at++;
        }
        if (from == at) {
            throw refused("a number is missing");
        }
        return Integer.parseInt(text, from, at, 10);
    }

    int peek() {
        return at < text.length() ? text.charAt(at) : -1;
    }

    boolean ahead(String what) {
        return text.startsWith(what, at);
    }

    int next() {
        if (at >= text.length()) {
            throw refused("it ends too early");
        }
        int codePoint = text.codePointAt(at);
        at += Character.charCount(codePoint);
        return codePoint;
    }

    boolean take(char c) {
        boolean there = peek() == c;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char c) {
        if (!take(c)) {
            throw refused(c + " is missing");
        }
    }

    TmuxBridgeException refused(String why) {
        return new TmuxBridgeException(
                ErrorCode.INVALID, "redaction pattern " + name + " is refused at character " + (at + 1) + ": " + why);
    }
}
