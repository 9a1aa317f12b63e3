package io.tmuxbridge.access;

import java.security.Principal;
import java.util.Objects;

/**
 * A principal that the host server has authenticated, but that a transport already knows the bridge will not admit.
 *
 * <p>A transport puts it into {@link Credentials#principal()}, so that the bridge can report this to the client and to
 * the log. No {@link Authenticator} ever sees it: to authenticators, nobody is signed in.
 *
 * @param name the name by which the host server knows the principal
 * @param why the reason, for the log and never for the client; for example the roles that would be needed
 */
public record NotAdmitted(String name, String why) implements Principal {

    /** Rejects null. */
    public NotAdmitted {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(why, "why");
    }

    @Override
    public String getName() {
        return name;
    }
}
