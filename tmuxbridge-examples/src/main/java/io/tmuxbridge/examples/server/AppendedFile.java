package io.tmuxbridge.examples.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the file that has a name now: when it was moved away or removed, as whoever rotates logs does, a new one
 * is made, which only its owner can read. Nothing is kept in memory.
 *
 * <p><b>Threads:</b> one writes and closes.
 */
final class AppendedFile extends OutputStream {

    private final Path file;
    private OutputStream out;
    private @Nullable Object key;

    private AppendedFile(Path file, OutputStream out) throws IOException {
        this.file = file;
        this.out = out;
        this.key = keyOf(file);
    }

    static AppendedFile open(Path file) throws IOException {
        return new AppendedFile(file, appending(file));
    }

    private static OutputStream appending(Path file) throws IOException {
        if (Files.notExists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.newOutputStream(file, StandardOpenOption.APPEND);
    }

    /** What tells the file from another one of that name; null when there is none. */
    private static @Nullable Object keyOf(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Object now = keyOf(file);
        if (now == null || !Objects.equals(now, key)) {
            OutputStream next = appending(file);
            out.close();
            out = next;
            key = keyOf(file);
        }
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
