package io.tmuxbridge.examples;

import io.tmuxbridge.examples.server.FileOwner;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One place where the files of running servers may lie: the directory {@code tmuxbridge} in another. Because anybody
 * may create names in {@code /tmp}, a directory or file that belongs to somebody else is never used.
 *
 * <p><b>Threads:</b> any; a file is replaced as a whole.
 */
final class RuntimeDirectory {

    private static final Pattern NAME = Pattern.compile("server-(\\d{1,18})\\.json");

    private final Path parent;
    private final Path directory;

    RuntimeDirectory(Path parent) {
        this.parent = parent;
        this.directory = parent.resolve("tmuxbridge");
    }

    /** Where the file of a server is. */
    Path path(long pid) {
        return directory.resolve("server-" + pid + ".json");
    }

    /** Writes the file of a server, and removes those of servers that went without doing so. */
    void write(long pid, String content) throws IOException {
        makePrivate(parent);
        makePrivate(directory);
        removeOrphans();
        Path next = Files.createTempFile(
                directory,
                "server",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, content);
        Files.move(next, path(pid), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes the file of a server, if it is there. */
    void delete(long pid) throws IOException {
        if (files().contains(path(pid))) {
            Files.deleteIfExists(path(pid));
        }
    }

    /** Those that may be believed. */
    List<Path> files() throws IOException {
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

    private void removeOrphans() throws IOException {
        for (Path each : files()) {
            Matcher name = NAME.matcher(each.getFileName().toString());
            if (name.matches() && !RuntimeFile.runs(Long.parseLong(name.group(1)))) {
                Files.deleteIfExists(each);
            }
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

    @Override
    public String toString() {
        return directory.toString();
    }
}
