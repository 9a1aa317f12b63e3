package io.tmuxbridge.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a running server tells the same user's command line how to reach it: {@code server.json} with its URL, token
 * and process id, readable by that user only.
 *
 * <p>It lies in {@code $XDG_RUNTIME_DIR/tmuxbridge}, else in {@code /tmp/tmuxbridge-<uid>/tmuxbridge}. Because anybody
 * may create names in {@code /tmp}, a directory or file that belongs to somebody else is never used.
 *
 * <p><b>Threads:</b> any; a file is replaced as a whole.
 */
public final class RuntimeFile {

    private final ObjectMapper mapper = new ObjectMapper();
    private final Path parent;
    private final Path directory;
    private final Path file;

    private RuntimeFile(Path parent) {
        this.parent = parent;
        this.directory = parent.resolve("tmuxbridge");
        this.file = directory.resolve("server.json");
    }

    /**
     * What the file says.
     *
     * @param url base URL of the server's page
     * @param token the token to sign in with, empty when the server asks for none
     * @param pid process id of the server
     */
    public record Server(URI url, String token, long pid) {
        @Override
        public String toString() {
            return "Server[url=" + url + ", pid=" + pid + "]";
        }
    }

    /**
     * The file of the user who runs this process.
     *
     * @param environment the process's environment
     * @return the file, which need not exist
     */
    public static RuntimeFile of(Map<String, String> environment) {
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        Path parent = runtime.isEmpty() ? Path.of("/tmp", "tmuxbridge-" + userId()) : Path.of(runtime);
        return new RuntimeFile(parent);
    }

    /**
     * Where the file is.
     *
     * @return its path
     */
    public Path path() {
        return file;
    }

    /**
     * Writes the file, replacing an older one.
     *
     * @param url base URL of the server's page
     * @param token the token to sign in with, empty when the server asks for none
     * @param pid process id of the server
     * @throws UncheckedIOException when it cannot be written, or the directory belongs to somebody else
     */
    public void write(URI url, String token, long pid) {
        ObjectNode json = mapper.createObjectNode();
        json.put("url", url.toString()).put("token", token).put("pid", pid);
        try {
            makePrivate(parent);
            makePrivate(directory);
            Path next = Files.createTempFile(
                    directory,
                    "server",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(next, mapper.writeValueAsString(json));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads the file.
     *
     * @return the server, empty when there is no file, it is not this user's own, or its process is gone
     */
    public Optional<Server> read() {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !isOwn(file) || !isOwn(directory)) {
                return Optional.empty();
            }
            JsonNode json = mapper.readTree(Files.readString(file));
            Server server = new Server(
                    URI.create(json.path("url").asText()),
                    json.path("token").asText(),
                    json.path("pid").asLong());
            return Optional.of(server)
                    .filter(found -> ProcessHandle.of(found.pid())
                            .filter(ProcessHandle::isAlive)
                            .isPresent());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Removes the file if it is about that process.
     *
     * @param pid process id of the server that ends
     */
    public void delete(long pid) {
        try {
            if (read().filter(server -> server.pid() == pid).isPresent()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file + ": " + e.getMessage(), e);
        }
    }

    private static void makePrivate(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) || !isOwn(directory)) {
            throw new IOException(directory + " is not a directory of this user");
        }
    }

    private static boolean isOwn(Path path) throws IOException {
        OptionalInt owner = owner(path);
        return owner.isEmpty() || owner.equals(owner(Path.of("/proc/self")));
    }

    private static String userId() {
        try {
            OptionalInt id = owner(Path.of("/proc/self"));
            return id.isPresent() ? Integer.toString(id.getAsInt()) : System.getProperty("user.name");
        } catch (IOException e) {
            return System.getProperty("user.name");
        }
    }

    private static OptionalInt owner(Path path) throws IOException {
        try {
            return OptionalInt.of((Integer) Files.getAttribute(path, "unix:uid"));
        } catch (UnsupportedOperationException e) {
            return OptionalInt.empty();
        }
    }
}
