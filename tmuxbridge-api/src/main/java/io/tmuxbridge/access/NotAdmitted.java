package io.tmuxbridge.access;

import java.security.Principal;
import java.util.Objects;
import java.util.Optional;

/**
 * A principal that the host server has authenticated, but that a transport already knows the bridge will not admit.
 *
 * <p>A transport puts it into {@link Credentials#principal()}, so that the bridge can report this to the client and to
 * the log. Of authenticators only an {@link InformedAuthenticator} sees it: to all others, nobody is signed in.
 *
 * @param name the name by which the host server knows the principal
 * @param why the reason, for the log and never for the client; for example the roles that would be needed
 * @param known the principal as the host server has it, for authenticators with rules of their own; absent when the
 *     transport does not pass it on
 */
public record NotAdmitted(String name, String why, Optional<Principal> known) implements Principal {

    /** Rejects null. */
    public NotAdmitted {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(known, "known");
    }

    /**
     * One whose principal is not passed on.
     *
     * @param name the name by which the host server knows the principal
     * @param why the reason, for the log
     */
    public NotAdmitted(String name, String why) {
        this(name, why, Optional.empty());
    }

    @Override
    public String getName() {
        return name;
    }
}
