package io.tmuxbridge.core.tmux;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How to reach tmux. At most one of socket name and socket path is given; with neither it is the user's default server.
 *
 * @param binary a path, or a bare name to be looked up in the PATH
 * @param socketName as for {@code tmux -L}
 * @param socketPath as for {@code tmux -S}
 * @param serverPrefix a command that runs the one behind it, put before tmux when that may start its server: the server
 *     inherits the caller's cgroup, limits and scheduling, and outlives it
 */
public record TmuxSettings(
        Path binary, Optional<String> socketName, Optional<Path> socketPath, List<String> serverPrefix) {

    /** Copies the prefix. */
    public TmuxSettings {
        serverPrefix = List.copyOf(serverPrefix);
    }

    /**
     * Settings without a prefix.
     *
     * @param binary a path, or a bare name to be looked up in the PATH
     * @param socketName as for {@code tmux -L}
     * @param socketPath as for {@code tmux -S}
     */
    public TmuxSettings(Path binary, Optional<String> socketName, Optional<Path> socketPath) {
        this(binary, socketName, socketPath, List.of());
    }

    /** The start of every command line: binary, UTF-8, socket. */
    List<String> commandLine() {
        List<String> words = new ArrayList<>();
        words.add(binary.toString());
        words.add("-u");
        socketName.ifPresent(name -> words.addAll(List.of("-L", name)));
        socketPath.ifPresent(path -> words.addAll(List.of("-S", path.toString())));
        return words;
    }
}
