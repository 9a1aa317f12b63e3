package io.tmuxbridge.access;

import java.security.Principal;
import java.util.Objects;

/**
 * Somebody whom the host server has authenticated, and of whom a transport has found out already that the bridge does not let them in.
 *
 * <p>A transport puts it into {@link Credentials#principal()}, so that the bridge can tell that to the client and to the log. No {@link
 * Authenticator} gets to see it: to them nobody is signed in.
 *
 * @param name as the host server knows them
 * @param why for the log, never for the client; for example which roles they would need
 */
public record NotAdmitted(String name, String why) implements Principal {

    /** Refuses null. */
    public NotAdmitted {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(why, "why");
    }

    @Override
    public String getName() {
        return name;
    }
}
