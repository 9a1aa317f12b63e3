package io.tmuxbridge.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The version of tmuxbridge. The build writes it into a file beside this class, which is found on the class path and on
 * the module path alike. A manifest is not: on the module path nobody reads it.
 *
 * <p><b>Threads:</b> stateless.
 */
public final class Version {

    private static final String FILE = "version.txt";

    private Version() {}

    /**
     * The version of this library.
     *
     * @return for example {@code 1.2.0}
     */
    public static String current() {
        try (InputStream file = Version.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("tmuxbridge-core was packed without its file io/tmuxbridge/core/" + FILE
                        + ": keep the file when you repack the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
