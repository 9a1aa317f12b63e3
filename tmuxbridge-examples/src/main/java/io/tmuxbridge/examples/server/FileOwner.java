package io.tmuxbridge.examples.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Whose a file is, by the numbers of users, which nobody else can give to a file.
 *
 * <p><b>Threads:</b> stateless.
 */
public final class FileOwner {

    private static final Path PROCESS = Path.of("/proc/self");

    private FileOwner() {}

    /**
     * Whether a file belongs to the user who runs this process. Where the system knows no such numbers, all do.
     *
     * @param path the file or directory
     * @return whether it is this user's own
     * @throws IOException when it cannot be looked at
     */
    public static boolean isOwn(Path path) throws IOException {
        OptionalInt owner = of(path);
        return owner.isEmpty() || owner.equals(user());
    }

    /**
     * The user who runs this process.
     *
     * @return the user's number, empty where there is none
     * @throws IOException when it cannot be told
     */
    public static OptionalInt user() throws IOException {
        return Files.exists(PROCESS) ? of(PROCESS) : ofNewFile();
    }

    /** Whose a file is that this process makes: where there is no /proc, as on macOS. */
    static OptionalInt ofNewFile() throws IOException {
        Path made = Files.createTempFile("tmuxbridge", ".uid");
        try {
            return of(made);
        } finally {
            Files.delete(made);
        }
    }

    private static OptionalInt of(Path path) throws IOException {
        try {
            return OptionalInt.of((Integer) Files.getAttribute(path, "unix:uid"));
        } catch (UnsupportedOperationException e) {
            return OptionalInt.empty();
        }
    }
}
