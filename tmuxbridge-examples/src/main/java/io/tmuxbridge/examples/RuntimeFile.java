package io.tmuxbridge.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tmuxbridge.examples.server.FileOwner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where running servers tell the same user's command line how to reach them: for each a file {@code server-<process
 * id>.json} with its URL, token and process id, readable by that user only. Of several servers the newest that still
 * runs counts; so one that ends leaves the commands the one before it.
 *
 * <p>They lie in {@code $XDG_RUNTIME_DIR/tmuxbridge}, else in {@code /tmp/tmuxbridge-<uid>/tmuxbridge}. Because anybody
 * may create names in {@code /tmp}, a directory or file that belongs to somebody else is never used.
 *
 * <p><b>Threads:</b> any; a file is replaced as a whole.
 */
public final class RuntimeFile {

    private static final Pattern NAME = Pattern.compile("server-(\\d{1,18})\\.json");

    private final ObjectMapper mapper = new ObjectMapper();
    private final Path parent;
    private final Path directory;

    private RuntimeFile(Path parent) {
        this.parent = parent;
        this.directory = parent.resolve("tmuxbridge");
    }

    /**
     * What the file says.
     *
     * @param url base URL of the server's page
     * @param token the token to sign in with, empty when the server asks for none
     * @param pid process id of the server
     * @param certificate file with the server's certificate, absent when it does not encrypt
     */
    public record Server(URI url, String token, long pid, Optional<Path> certificate) {
        @Override
        public String toString() {
            return "Server[url=" + url + ", pid=" + pid + "]";
        }
    }

    /**
     * The files of the user who runs this process.
     *
     * @param environment the process's environment
     * @return the files, of which none need exist
     */
    public static RuntimeFile of(Map<String, String> environment) {
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        Path parent = runtime.isEmpty() ? Path.of("/tmp", "tmuxbridge-" + userId()) : Path.of(runtime);
        return new RuntimeFile(parent);
    }

    /**
     * Where the file of a server is.
     *
     * @param pid process id of the server
     * @return its path
     */
    public Path path(long pid) {
        return directory.resolve("server-" + pid + ".json");
    }

    /**
     * Writes the file of a server, replacing an older one, and removes those of servers that went without doing so.
     *
     * @param server what to say of it
     * @throws UncheckedIOException when it cannot be written, or the directory belongs to somebody else
     */
    public void write(Server server) {
        ObjectNode json = mapper.createObjectNode();
        json.put("url", server.url().toString()).put("token", server.token()).put("pid", server.pid());
        server.certificate()
                .ifPresent(path -> json.put("certificate", path.toAbsolutePath().toString()));
        Path file = path(server.pid());
        try {
            makePrivate(parent);
            makePrivate(directory);
            removeOrphans();
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
     * Reads the newest file.
     *
     * @return the server, empty when there is no file that is this user's own and whose process is there
     */
    public Optional<Server> read() {
        try {
            return files().stream()
                    .sorted(Comparator.comparing(RuntimeFile::written).reversed())
                    .map(this::server)
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Removes the file of a server.
     *
     * @param pid process id of the server that ends
     */
    public void delete(long pid) {
        try {
            if (files().contains(path(pid))) {
                Files.deleteIfExists(path(pid));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path(pid) + ": " + e.getMessage(), e);
        }
    }

    /** Those that may be believed. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) || !FileOwner.isOwn(directory)) {
            return files;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path each : all) {
                if (NAME.matcher(each.getFileName().toString()).matches()
                        && Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)
                        && FileOwner.isOwn(each)) {
                    files.add(each);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }

    private Optional<Server> server(Path file) {
        try {
            JsonNode json = mapper.readTree(Files.readString(file));
            Server server = new Server(
                    URI.create(json.path("url").asText()),
                    json.path("token").asText(),
                    json.path("pid").asLong(),
                    Optional.of(json.path("certificate").asText())
                            .filter(path -> !path.isEmpty())
                            .map(Path::of));
            return Optional.of(server).filter(found -> runs(found.pid()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // it is broken, or its server ends at this moment
        }
    }

    private void removeOrphans() throws IOException {
        for (Path each : files()) {
            Matcher name = NAME.matcher(each.getFileName().toString());
            if (name.matches() && !runs(Long.parseLong(name.group(1)))) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return FileTime.fromMillis(0); // gone
        }
    }

    private static void makePrivate(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) || !FileOwner.isOwn(directory)) {
            throw new IOException(directory + " is not a directory of this user");
        }
    }

    private static String userId() {
        try {
            OptionalInt id = FileOwner.user();
            return id.isPresent() ? Integer.toString(id.getAsInt()) : System.getProperty("user.name");
        } catch (IOException e) {
            return System.getProperty("user.name");
        }
    }
}
