package io.tmuxbridge;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Describes the session that {@link Sessions#create} creates.
 *
 * <p>Start from {@link #builder()}. Values are checked by type when the session is created. Nothing here ever reaches a
 * shell: {@code command} is an argument vector.
 *
 * @param name the session's name: 1 to 64 characters, none of {@code :} {@code .} or control characters, not starting
 *     with {@code $}, {@code @}, {@code %}, {@code =} or {@code -}; when absent, tmux numbers the session
 * @param command program and arguments; when empty, the user's default shell
 * @param directory working directory, absolute; when absent, the bridge's own
 * @param environment variables set for the session in addition to the server's own
 * @param size initial size; {@link TerminalSize#DEFAULT} when absent
 * @param owner name of the caller that will own it; when absent, only admins see it by default, see
 *     {@link io.tmuxbridge.access.UnownedSessions}
 */
public record SessionSpec(
        Optional<String> name,
        List<String> command,
        Optional<Path> directory,
        Map<String, String> environment,
        Optional<TerminalSize> size,
        Optional<String> owner) {

    /** Takes unmodifiable copies. */
    public SessionSpec {
        Objects.requireNonNull(name, "name");
        command = List.copyOf(Objects.requireNonNull(command, "command"));
        Objects.requireNonNull(directory, "directory");
        environment = Map.copyOf(Objects.requireNonNull(environment, "environment"));
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(owner, "owner");
    }

    /**
     * Starts an empty description: a numbered session with the default shell.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link SessionSpec}. Not thread-safe. */
    public static final class Builder {
        private Optional<String> name = Optional.empty();
        private List<String> command = List.of();
        private Optional<Path> directory = Optional.empty();
        private Map<String, String> environment = Map.of();
        private Optional<TerminalSize> size = Optional.empty();
        private Optional<String> owner = Optional.empty();

        private Builder() {}

        /**
         * Names the session.
         *
         * @param value the name, see {@link SessionSpec#name()}
         * @return this builder
         */
        public Builder name(String value) {
            name = Optional.of(Objects.requireNonNull(value, "name"));
            return this;
        }

        /**
         * Sets the program to run.
         *
         * @param value program and arguments
         * @return this builder
         */
        public Builder command(String... value) {
            return command(List.of(Objects.requireNonNull(value, "command")));
        }

        /**
         * Sets the program to run.
         *
         * @param value program and arguments
         * @return this builder
         */
        public Builder command(List<String> value) {
            command = List.copyOf(Objects.requireNonNull(value, "command"));
            return this;
        }

        /**
         * Sets the working directory.
         *
         * @param value the absolute path of an existing directory
         * @return this builder
         */
        public Builder directory(Path value) {
            directory = Optional.of(Objects.requireNonNull(value, "directory"));
            return this;
        }

        /**
         * Sets environment variables for the session.
         *
         * @param value names and values
         * @return this builder
         */
        public Builder environment(Map<String, String> value) {
            environment = Map.copyOf(Objects.requireNonNull(value, "environment"));
            return this;
        }

        /**
         * Sets the initial size.
         *
         * @param value columns and rows
         * @return this builder
         */
        public Builder size(TerminalSize value) {
            size = Optional.of(Objects.requireNonNull(value, "size"));
            return this;
        }

        /**
         * Sets who owns the session.
         *
         * @param value a caller's name
         * @return this builder
         */
        public Builder owner(String value) {
            owner = Optional.of(Objects.requireNonNull(value, "owner"));
            return this;
        }

        /**
         * Builds the description.
         *
         * @return the session description
         */
        public SessionSpec build() {
            return new SessionSpec(name, command, directory, environment, size, owner);
        }
    }
}
