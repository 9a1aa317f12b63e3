package io.tmuxbridge.core.tmux;

import java.io.IOException;
import java.nio.file.Files;
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
 * @param servers how many servers sessions are spread over; the second and further ones have the socket of the first
 *     with {@code -1}, {@code -2} and so on
 */
public record TmuxSettings(
        Path binary, Optional<String> socketName, Optional<Path> socketPath, List<String> serverPrefix, int servers) {

    /** The most servers. */
    public static final int MOST_SERVERS = ServerIds.MOST;

    /** What tmux calls its socket when it is given no name. */
    private static final String DEFAULT = "default";

    /** Copies the prefix. */
    public TmuxSettings {
        serverPrefix = List.copyOf(serverPrefix);
        if (servers < 1 || servers > MOST_SERVERS) {
            throw new IllegalArgumentException(servers + " tmux servers: give 1 to " + MOST_SERVERS);
        }
    }

    /**
     * Settings of one server without a prefix.
     *
     * @param binary a path, or a bare name to be looked up in the PATH
     * @param socketName as for {@code tmux -L}
     * @param socketPath as for {@code tmux -S}
     */
    public TmuxSettings(Path binary, Optional<String> socketName, Optional<Path> socketPath) {
        this(binary, socketName, socketPath, List.of(), 1);
    }

    /** The same with a binary that was found. */
    TmuxSettings with(Path found) {
        return new TmuxSettings(found, socketName, socketPath, serverPrefix, servers);
    }

    /** One of the servers, by its number from 0. */
    TmuxSettings server(int number) {
        if (number == 0) {
            return new TmuxSettings(binary, socketName, socketPath, serverPrefix, 1);
        }
        String end = "-" + number;
        Optional<Path> path = socketPath.map(socket -> socket.resolveSibling(socket.getFileName() + end));
        Optional<String> name = path.isPresent() ? Optional.empty() : Optional.of(socketName.orElse(DEFAULT) + end);
        return new TmuxSettings(binary, name, path, serverPrefix, 1);
    }

    /**
     * Where the server's socket is when it runs (tmux(1), {@code -L} and {@code TMUX_TMPDIR}).
     *
     * @return that, as far as it can be told: a name needs the number of the user, which Linux tells
     */
    Optional<Path> socket() {
        return socketPath.or(() -> user().map(user -> {
            Path directory = Optional.ofNullable(System.getenv("TMUX_TMPDIR"))
                    .filter(given -> !given.isEmpty())
                    .map(Path::of)
                    .filter(Files::isDirectory)
                    .orElse(Path.of("/tmp"));
            return directory.resolve("tmux-" + user).resolve(socketName.orElse(DEFAULT));
        }));
    }

    private static Optional<Object> user() {
        try {
            return Optional.of(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException notTold) {
            return Optional.empty();
        }
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
