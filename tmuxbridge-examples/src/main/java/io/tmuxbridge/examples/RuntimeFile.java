package io.tmuxbridge.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tmuxbridge.examples.server.FileOwner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where running servers tell the same user's command line how to reach them: for each a file {@code server-<process
 * id>.json} with its URL, token and process id, readable by that user only. Of several servers the newest that still
 * runs counts; so one that ends leaves the commands the one before it.
 *
 * <p>A server writes it in {@code $XDG_RUNTIME_DIR/tmuxbridge}, or where that cannot be, in
 * {@code /tmp/tmuxbridge-<uid>/tmuxbridge}. It is looked for in both and in {@code /run/user/<uid>/tmuxbridge}, because
 * the server may have been started without that variable, by cron say, or have lost its directory with the last logout.
 *
 * <p><b>Threads:</b> any; a file is replaced as a whole.
 */
public final class RuntimeFile {

    private final ObjectMapper mapper = new ObjectMapper();
    /** All that are looked in; those where a file is written first come first. */
    private final List<RuntimeDirectory> places;

    private RuntimeFile(List<RuntimeDirectory> places) {
        this.places = places;
    }

    /**
     * What the file says.
     *
     * @param url base URL of the server's page
     * @param token the token to sign in with, empty when the server asks for none
     * @param pid process id of the server
     * @param certificate file with the server's certificate, absent when it does not encrypt
     * @param elsewhere URL of its page for people on other machines, absent when it is not known
     */
    public record Server(URI url, String token, long pid, Optional<Path> certificate, Optional<URI> elsewhere) {
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
        String user = userId();
        Stream<Path> named = Stream.of(environment.getOrDefault("XDG_RUNTIME_DIR", ""))
                .filter(text -> !text.isEmpty())
                .map(Path::of);
        // In the last one, that of a login, a server without the variable writes only when it must.
        return in(Stream.concat(named, Stream.of(Path.of("/tmp", "tmuxbridge-" + user), Path.of("/run/user", user)))
                .toList());
    }

    /** The files in these directories, the one to write in first. */
    static RuntimeFile in(List<Path> parents) {
        return new RuntimeFile(
                parents.stream().distinct().map(RuntimeDirectory::new).toList());
    }

    /**
     * Where the file of a server is written, if it can be.
     *
     * @param pid process id of the server
     * @return its path
     */
    public Path path(long pid) {
        return places.get(0).path(pid);
    }

    /**
     * Writes the file of a server, replacing an older one, in the first place where that can be.
     *
     * @param server what to say of it
     * @throws UncheckedIOException when it can be written nowhere; a directory of somebody else is not taken
     */
    public void write(Server server) {
        ObjectNode json = mapper.createObjectNode();
        json.put("url", server.url().toString()).put("token", server.token()).put("pid", server.pid());
        server.certificate()
                .ifPresent(path -> json.put("certificate", path.toAbsolutePath().toString()));
        server.elsewhere().ifPresent(page -> json.put("elsewhere", page.toString()));
        IOException failed = new IOException("there is no place for it");
        for (RuntimeDirectory place : places) {
            try {
                place.write(server.pid(), mapper.writeValueAsString(json));
                return;
            } catch (IOException e) {
                e.addSuppressed(failed);
                failed = e;
            }
        }
        throw new UncheckedIOException("cannot write the file of this server in " + places() + ": " + failed, failed);
    }

    /**
     * Reads the file of the newest server.
     *
     * @return the server, empty when there is no file that is this user's own and whose process is there
     */
    public Optional<Server> read() {
        return servers().max(Comparator.comparing(RuntimeFile::started));
    }

    /**
     * Reads the file of the newest server at an address.
     *
     * @param url base URL of its page
     * @return the server, empty as with {@link #read()}
     */
    public Optional<Server> read(URI url) {
        return servers().filter(server -> server.url().equals(url)).max(Comparator.comparing(RuntimeFile::started));
    }

    /**
     * Where it is looked for, for people.
     *
     * @return the directories
     */
    public String places() {
        return places.stream().map(RuntimeDirectory::toString).collect(Collectors.joining(", "));
    }

    /**
     * Whether a server's file is there.
     *
     * @param pid process id of the server
     * @return whether it is
     */
    public boolean has(long pid) {
        return files().anyMatch(file -> file.endsWith(places.get(0).path(pid).getFileName()));
    }

    /**
     * Removes the file of a server, wherever it is.
     *
     * @param pid process id of the server that ends
     */
    public void delete(long pid) {
        for (RuntimeDirectory place : places) {
            try {
                place.delete(pid);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete " + place.path(pid) + ": " + e.getMessage(), e);
            }
        }
    }

    private Stream<Server> servers() {
        return files().map(this::server).flatMap(Optional::stream);
    }

    private Stream<Path> files() {
        return places.stream().flatMap(RuntimeFile::files);
    }

    private static Stream<Path> files(RuntimeDirectory place) {
        try {
            return place.files().stream();
        } catch (IOException e) {
            return Stream.empty(); // it may be in another
        }
    }

    private Optional<Server> server(Path file) {
        try {
            JsonNode json = mapper.readTree(Files.readString(file));
            Server server = new Server(
                    URI.create(json.path("url").asText()),
                    json.path("token").asText(),
                    json.path("pid").asLong(),
                    text(json, "certificate").map(Path::of),
                    text(json, "elsewhere").map(URI::create));
            return Optional.of(server).filter(found -> runs(found.pid()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // it is broken, or its server ends at this moment
        }
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.of(json.path(name).asText()).filter(text -> !text.isEmpty());
    }

    /** Whether a process is there. */
    static boolean runs(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /** When its process began: its file may be of a later day. */
    private static Instant started(Server server) {
        return ProcessHandle.of(server.pid())
                .flatMap(process -> process.info().startInstant())
                .orElse(Instant.EPOCH);
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
