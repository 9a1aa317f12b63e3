package io.tmuxbridge;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Describes what runs in a pane that {@link Windows} creates. Start from {@link #SHELL} or {@link #of}, and change it
 * by chaining {@code with} methods.
 *
 * <p>Values are checked by type when the pane is created. Nothing here ever reaches a shell: {@code command} is an
 * argument vector.
 *
 * @param command program and arguments; when empty, the user's default shell
 * @param directory working directory, absolute; when absent, the session's
 * @param environment variables set for the program in addition to the session's
 */
public record PaneSpec(List<String> command, Optional<Path> directory, Map<String, String> environment) {

    /** The user's default shell, in the session's directory. */
    public static final PaneSpec SHELL = new PaneSpec(List.of(), Optional.empty(), Map.of());

    /** Takes unmodifiable copies. */
    public PaneSpec {
        command = List.copyOf(Objects.requireNonNull(command, "command"));
        Objects.requireNonNull(directory, "directory");
        environment = Map.copyOf(Objects.requireNonNull(environment, "environment"));
    }

    /**
     * Describes a pane that runs a program.
     *
     * @param command program and arguments
     * @return the description
     */
    public static PaneSpec of(String... command) {
        return new PaneSpec(List.of(Objects.requireNonNull(command, "command")), Optional.empty(), Map.of());
    }

    /**
     * {@return a copy with another {@link #directory()}}
     *
     * @param value the absolute path of an existing directory
     */
    public PaneSpec withDirectory(Path value) {
        return new PaneSpec(command, Optional.of(Objects.requireNonNull(value, "directory")), environment);
    }

    /**
     * {@return a copy with other variables}
     *
     * @param value names and values
     */
    public PaneSpec withEnvironment(Map<String, String> value) {
        return new PaneSpec(command, directory, value);
    }
}
