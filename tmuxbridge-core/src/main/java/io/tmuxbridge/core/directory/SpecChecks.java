package io.tmuxbridge.core.directory;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.PaneSpec;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.tmux.TmuxText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks the values of a session or pane to be created, and gives them the form that keeps a shell out.
 *
 * <p><b>Threads:</b> any; stateless.
 */
final class SpecChecks {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Without it tmux takes the directory of the client that asks, which is the bridge's own. */
    private static final String SESSIONS_OWN = "#{session_path}";

    private SpecChecks() {}

    /** The words for tmux that say what runs in a pane, those that end the options included. */
    static List<String> words(PaneSpec what) {
        String directory = what.directory().map(SpecChecks::directory).orElse(SESSIONS_OWN);
        return words(Optional.of(directory), what.environment(), what.command());
    }

    /** The same for the first pane of a session. */
    static List<String> words(SessionSpec what) {
        return words(what.directory().map(SpecChecks::directory), what.environment(), what.command());
    }

    private static List<String> words(
            Optional<String> directory, Map<String, String> environment, List<String> command) {
        List<String> words = new ArrayList<>();
        directory.ifPresent(format -> words.addAll(List.of("-c", format)));
        environment.entrySet().forEach(each -> words.addAll(List.of("-e", variable(each))));
        words.addAll(command(command));
        return words;
    }

    private static String directory(Path directory) {
        if (!directory.isAbsolute() || !Files.isDirectory(directory)) {
            throw invalid("directory " + directory + " is refused: it must be absolute and exist");
        }
        return TmuxText.literal(directory.toString());
    }

    private static String variable(Map.Entry<String, String> variable) {
        if (!VARIABLE.matcher(variable.getKey()).matches()) {
            throw invalid("environment variable \"" + variable.getKey()
                    + "\" is refused: a name is letters, digits and _ and does not begin with a digit");
        }
        return variable.getKey() + "=" + variable.getValue();
    }

    /** tmux hands a single word to a shell and runs several by themselves: a single one gets a program before it. */
    private static List<String> command(List<String> command) {
        if (command.isEmpty()) {
            return List.of();
        }
        if (command.get(0).isEmpty()) {
            throw invalid("command is refused: the program's name is empty");
        }
        if (command.size() > 1) {
            return prepend(List.of("--"), command);
        }
        if (command.get(0).contains("=")) {
            throw invalid("command \"" + command.get(0) + "\" is refused: a program alone may not have = in its name");
        }
        return prepend(List.of("--", "env"), command);
    }

    /** The session is not there any more: what ran in it has ended, and with that the session. */
    static TmuxBridgeException endedAtOnce(String session, List<String> command, TmuxBridgeException cause) {
        String what = command.isEmpty()
                ? "its shell ended at once: look at default-shell, default-command and the shell's start files."
                : "its program \"" + command.get(0) + "\" ended at once: is it installed and in the PATH?";
        return new TmuxBridgeException(
                ErrorCode.INVALID,
                "session \"" + session + "\" was created, but " + what
                        + " Or tmux's option destroy-unattached is on: no session lives without a terminal then",
                cause);
    }

    private static List<String> prepend(List<String> before, List<String> command) {
        return Stream.concat(before.stream(), command.stream()).toList();
    }

    private static TmuxBridgeException invalid(String message) {
        return new TmuxBridgeException(ErrorCode.INVALID, message);
    }
}
