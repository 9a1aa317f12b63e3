package io.tmuxbridge.core.tmux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Which file the socket of a server is. When the socket is removed and another server begins at its path, that is
 * another file: the first server keeps its own as long as it runs, so that no other one can have the same key.
 *
 * <p><b>Threads:</b> any.
 *
 * @param settings of the server
 */
record SocketFile(TmuxSettings settings) {

    /**
     * The key of the file that is there now.
     *
     * @return empty when there is none, and where it cannot be told where that would be
     */
    Optional<Object> key() {
        return settings.socket().flatMap(SocketFile::key);
    }

    private static Optional<Object> key(Path socket) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(socket, BasicFileAttributes.class).fileKey());
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}
