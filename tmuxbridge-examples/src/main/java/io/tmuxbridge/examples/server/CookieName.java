package io.tmuxbridge.examples.server;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The name of the cookie that holds a browser's sign-in. Cookies know no ports (RFC 6265, section 8.5), and to a
 * browser every tunnel ends at its own machine: so the name is another one for each port, user and machine. It is the
 * same whenever a server is started again, so that no old cookies pile up.
 *
 * <p><b>Threads:</b> stateless.
 */
final class CookieName {

    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private CookieName() {}

    /** The name for a server. */
    static String of(int port, String user, String machine) {
        return "tmuxbridge-" + port + "-" + Integer.toHexString(Objects.hash(user, machine));
    }

    /** What this machine calls itself, empty when that is not known. */
    static String thisMachine() {
        try {
            // Containers have one of their own; a look-up may take seconds.
            return Files.isReadable(HOST_NAME)
                    ? Files.readString(HOST_NAME).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "";
        }
    }
}
