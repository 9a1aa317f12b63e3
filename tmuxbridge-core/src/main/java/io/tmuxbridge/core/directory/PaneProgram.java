package io.tmuxbridge.core.directory;

import io.tmuxbridge.core.tmux.TmuxText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs in a new pane.
 *
 * @param command program and arguments, the default shell when empty
 * @param directory where it starts, absolute; absent for the session's
 * @param environment variables to set for it
 */
public record PaneProgram(List<String> command, Optional<Path> directory, Map<String, String> environment) {

    /** The words for tmux, those that end the options included. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        directory.ifPresent(path -> words.addAll(List.of("-c", SpecChecks.directory(path, TmuxText::literal))));
        environment.entrySet().forEach(variable -> words.addAll(List.of("-e", SpecChecks.variable(variable))));
        words.addAll(SpecChecks.command(command));
        return words;
    }
}
