package io.tmuxbridge.core.tmux;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Refuses sockets that tmux could not make. tmux itself says so only when it has to start its server, which is when the
 * first session is created.
 *
 * <p><b>Threads:</b> any; stateless.
 */
final class SocketCheck {

    /** What a socket's address holds on Linux, without the zero at its end. */
    private static final int MOST_BYTES = 107;

    private SocketCheck() {}

    static void check(TmuxSettings settings) {
        settings.socketName().ifPresent(SocketCheck::name);
        settings.socketPath().ifPresent(SocketCheck::path);
        settings.server(settings.servers() - 1).socket().ifPresent(socket -> length(settings, socket));
    }

    private static void name(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.matches("(?s).*[/\\x00].*")) {
            throw invalid("tmuxSocketName \"" + name
                    + "\" is refused: it must be the name of a file, without /; give a path to" + " tmuxSocketPath");
        }
    }

    private static void path(Path path) {
        Optional<Path> directory = Optional.ofNullable(path.toAbsolutePath().getParent());
        if (Files.isDirectory(path)) {
            throw invalid("tmuxSocketPath " + path + " is refused: it is a directory; give a file in it");
        }
        if (directory.filter(Files::isDirectory).isEmpty()) {
            throw invalid("tmuxSocketPath " + path + " is refused: there is no directory " + directory.orElse(path)
                    + "; make it (mkdir -p) or give another path");
        }
    }

    private static void length(TmuxSettings settings, Path socket) {
        int bytes = socket.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            String setting = settings.socketPath().isPresent() ? "tmuxSocketPath" : "tmuxSocketName";
            throw invalid(setting + " is refused: the socket " + socket + " has " + bytes
                    + " bytes, a socket's path may have " + MOST_BYTES + " bytes; give a shorter one");
        }
    }

    private static TmuxBridgeException invalid(String message) {
        return new TmuxBridgeException(ErrorCode.INVALID, message);
    }
}
