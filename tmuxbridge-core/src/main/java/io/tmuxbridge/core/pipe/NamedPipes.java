package io.tmuxbridge.core.pipe;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the named pipes of one bridge, in a directory that only its user can enter. What goes through them is never on
 * a disk.
 *
 * <p>Where none can be made (no {@code mkfifo}, no place for temporary files, or one whose name a shell could misread)
 * there are none; who wants one does without.
 *
 * <p><b>Threads:</b> any. {@link #make} starts a process and blocks for some milliseconds.
 */
public final class NamedPipes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NamedPipes.class);

    /** Names that neither a shell nor tmux, which expands formats and times, reads anything into. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._-]+");

    private static final long MKFIFO_SECONDS = 5;

    private static final Path NOTHING = Path.of("/dev/null");

    /** So many names of pipes that no shell has opened are left: those of the oldest have been opened or never will. */
    static final int MOST_LEFT = 64;

    private final Path parent;
    private final AtomicLong numbers = new AtomicLong();
    private final Queue<Path> misleading = new ArrayDeque<>();
    private @Nullable Path directory;
    private boolean closed;

    /**
     * Creates the maker; nothing is in the file system before the first pipe.
     *
     * @param parent where its directory will be
     */
    public NamedPipes(Path parent) {
        this.parent = parent;
    }

    /**
     * Makes a pipe.
     *
     * @return it, open, to be closed by the caller; empty when none can be made
     */
    public Optional<NamedPipe> make() {
        try {
            Optional<Path> place = place();
            return place.isEmpty() ? Optional.empty() : Optional.of(made(place.get()));
        } catch (IOException e) {
            LOG.debug("no named pipe could be made: {}", e.toString());
            return Optional.empty();
        }
    }

    private NamedPipe made(Path path) throws IOException {
        try {
            makeFifo(path);
            return NamedPipe.open(path, this::mislead);
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private synchronized Optional<Path> place() throws IOException {
        if (closed) {
            return Optional.empty();
        }
        Path existing = directory;
        if (existing == null || !Files.isDirectory(existing)) {
            existing = Files.createTempDirectory(
                    parent,
                    "tmuxbridge-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            directory = existing;
        }
        Path path = existing.resolve("pipe" + numbers.incrementAndGet()).toAbsolutePath();
        return PLAIN.matcher(path.toString()).matches() ? Optional.of(path) : Optional.empty();
    }

    /**
     * Has a shell that has yet to open a pipe open nothing instead: without the name it would make a file of it, and
     * write what a pane prints to the disk.
     */
    private synchronized void mislead(Path path) {
        try {
            Path link = path.resolveSibling(path.getFileName() + ".gone");
            Files.createSymbolicLink(link, NOTHING);
            Files.move(link, path, StandardCopyOption.ATOMIC_MOVE);
            misleading.add(path);
            if (misleading.size() > MOST_LEFT) {
                Files.deleteIfExists(misleading.remove());
            }
        } catch (IOException e) {
            LOG.debug("{} is gone, and its directory with it: {}", path, e.toString());
        }
    }

    private static void makeFifo(Path path) throws IOException {
        Process process = new ProcessBuilder("mkfifo", "-m", "600", path.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(MKFIFO_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("mkfifo " + path + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while mkfifo ran", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Removes what is left in the file system, and makes no more. */
    @Override
    public synchronized void close() {
        closed = true;
        Path existing = directory;
        if (existing == null) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(existing)) {
            for (Path path : left) {
                Files.deleteIfExists(path);
            }
            Files.deleteIfExists(existing);
        } catch (IOException e) {
            LOG.debug("{} could not be removed: {}", existing, e.toString());
        }
    }
}
