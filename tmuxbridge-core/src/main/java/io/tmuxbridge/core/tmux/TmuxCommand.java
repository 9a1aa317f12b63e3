package io.tmuxbridge.core.tmux;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One tmux command as words. This is the one place that quotes; nobody else builds a command line.
 *
 * <p>A word reaches tmux exactly as given, whatever it holds, in both forms. Control characters are refused: a newline
 * would start another command. Commands that kill or wedge a server are refused by {@link CommandGuard}.
 *
 * <p>What tmux does with a word afterwards is the caller's business: see {@link TmuxText} for formats and targets, and
 * put {@code --} before a word from outside that may begin with a dash.
 *
 * <p><b>Threads:</b> immutable.
 */
public final class TmuxCommand {

    /** Bare words that the command parser (cmd-parse.y of tmux) takes as they are. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9-]+");

    private final List<String> words;

    private TmuxCommand(List<String> words) {
        this.words = words;
    }

    /**
     * Makes a command.
     *
     * @param name the command's full name, no alias and no abbreviation
     * @param args its arguments
     * @return the command
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} for a control character, an unpaired surrogate, a command
     *     that the bridge does not use or one that must never be sent
     */
    public static TmuxCommand of(String name, String... args) {
        List<String> words = new ArrayList<>(args.length + 1);
        words.add(name);
        words.addAll(List.of(args));
        words.forEach(TmuxCommand::requireText);
        CommandGuard.check(name, words.subList(1, words.size()));
        return new TmuxCommand(List.copyOf(words));
    }

    private static void requireText(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c < 0x20 || c == 0x7f) {
                throw new TmuxBridgeException(
                        ErrorCode.INVALID,
                        String.format(
                                "a word for tmux holds the control character 0x%02x at %d; remove it", (int) c, i));
            }
            if (Character.isHighSurrogate(c) && i + 1 < word.length() && Character.isLowSurrogate(word.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new TmuxBridgeException(
                        ErrorCode.INVALID, "a word for tmux holds half a surrogate pair at " + i + "; remove it");
            }
        }
    }

    /** The same command with other words in the same places, which {@link ServerIds} has translated. */
    TmuxCommand withWords(List<String> others) {
        return new TmuxCommand(List.copyOf(others));
    }

    /** Name and arguments. */
    List<String> words() {
        return words;
    }

    /**
     * The word behind an option, before the {@code --} that ends them.
     *
     * @param option for example {@code -t}
     * @return that word, when there is one
     */
    Optional<String> after(String option) {
        int end = words.indexOf("--");
        int at = words.indexOf(option);
        boolean there = at > 0 && at + 1 < words.size() && (end < 0 || at < end);
        return there ? Optional.of(words.get(at + 1)) : Optional.empty();
    }

    /** The same command with more options, put before the others. */
    TmuxCommand withOption(String option, String value) {
        List<String> more = new ArrayList<>(words);
        more.addAll(1, List.of(option, value));
        return new TmuxCommand(List.copyOf(more));
    }

    /**
     * The command's name.
     *
     * @return its full name
     */
    public String name() {
        return words.get(0);
    }

    /**
     * The command for a control client.
     *
     * @return one line without its newline
     */
    public String line() {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            if (line.length() > 0) {
                line.append(' ');
            }
            quote(word, line);
        }
        return line.toString();
    }

    /** In single quotes nothing is special to tmux; a single quote itself stands outside, behind a backslash. */
    static void quote(String word, StringBuilder to) {
        if (PLAIN.matcher(word).matches()) {
            to.append(word);
        } else {
            to.append('\'').append(word.replace("'", "'\\''")).append('\'');
        }
    }

    /**
     * The command for the arguments of a process. There tmux takes a semicolon at the end of any word for the end of
     * the command, unless a backslash stands before it.
     *
     * @return the words
     */
    public List<String> argv() {
        return words.stream()
                .map(word -> word.endsWith(";") ? word.substring(0, word.length() - 1) + "\\;" : word)
                .toList();
    }

    /** The line, for logs. */
    @Override
    public String toString() {
        return line();
    }
}
