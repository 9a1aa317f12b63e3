package io.tmuxbridge.jakarta;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.NotAdmitted;
import io.tmuxbridge.access.Role;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Admits users whom the container has authenticated (Servlet or Jakarta Security: a form, BASIC, a session, single
 * sign-on), mapping each container role named here to a {@link Role}. Users in none of these roles are not admitted.
 *
 * <p>It must be configured in two places. The adapter asks the container during the handshake
 * ({@link EndpointOptions#withPrincipals}), since a finished request can no longer be queried; and the bridge asks for
 * the caller ({@code BridgeBuilder.authenticator}). If only one of the two is configured, nobody is admitted.
 *
 * <pre>{@code
 * ContainerPrincipal people = ContainerPrincipal.byRoles(Map.of("tmux-admin", Role.ADMIN, "staff", Role.OPERATOR));
 * TmuxBridge bridge = BridgeBuilder.create().authenticator(people).build();
 * TmuxBridgeEndpoint.register(container, bridge, EndpointOptions.defaults().withPrincipals(people));
 * }</pre>
 *
 * <p>This class does not notice when the container's own session ends: after a logout, disconnect the caller
 * ({@code bridge.access().disconnectCaller}), or limit how long a handshake is valid with {@link #withLifetime}.
 *
 * <p><b>Threads:</b> any; immutable.
 */
public final class ContainerPrincipal implements Authenticator {

    /** Stands for all users whom the container has authenticated, as in the Servlet specification. */
    public static final String EVERYBODY = "**";

    private final Map<String, Role> roles;
    private final Optional<Duration> lifetime;
    private final Clock clock;

    private ContainerPrincipal(Map<String, Role> roles, Optional<Duration> lifetime, Clock clock) {
        this.roles = roles;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /**
     * Maps the container's roles. If a user has several of them, the most powerful one applies.
     *
     * @param roles the container's roles, optionally including {@link #EVERYBODY}, and what each may do; not empty
     * @return the authenticator
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when the map is empty: nobody could ever be admitted
     */
    public static ContainerPrincipal byRoles(Map<String, Role> roles) {
        if (roles.isEmpty()) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, "no role of the container is named, so that nobody could come in: name one");
        }
        return new ContainerPrincipal(Map.copyOf(roles), Optional.empty(), Clock.systemUTC());
    }

    /**
     * Returns the same mapping with a limited lifetime: connections are closed with 4401 some time after their
     * handshake, and users who are still signed in to the container connect again.
     *
     * @param value how long a handshake is valid
     * @return a changed copy
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when it is not more than zero
     */
    public ContainerPrincipal withLifetime(Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new TmuxBridgeException(ErrorCode.INVALID, "lifetime is " + value + ": it must be more than zero");
        }
        return new ContainerPrincipal(roles, Optional.of(value), clock);
    }

    @Override
    public Optional<Caller> authenticate(Credentials credentials) {
        return credentials
                .principal()
                .filter(Judged.class::isInstance)
                .map(Judged.class::cast)
                .filter(judged -> judged.by() == this)
                .map(judged -> new Caller(judged.getName(), judged.role(), lifetime.map(clock.instant()::plus)));
    }

    /**
     * Checks a request that is being processed, for transports and endpoints other than {@link TmuxBridgeEndpoint}:
     * which user the container knows, and what that user may do here.
     *
     * @param principal the request's principal; null when the container knows none
     * @param inRole the request's {@code isUserInRole}
     * @return the principal that {@link #authenticate} accepts as {@code Credentials.principal()}; empty for users who
     *     are not admitted
     */
    public Optional<Principal> judge(@Nullable Principal principal, Predicate<String> inRole) {
        return Optional.ofNullable(principal)
                .flatMap(known -> role(inRole).map(role -> new Judged(known.getName(), role, known, this)));
    }

    /**
     * Checks a request as {@link #judge} does, for the credentials of a handshake: users who are not admitted are
     * marked as such, so that the bridge can report it.
     *
     * @param principal the request's principal; null when the container knows none
     * @param inRole the request's {@code isUserInRole}
     * @return the principal for {@code Credentials.principal()}; empty when the container knows nobody
     */
    public Optional<Principal> seen(@Nullable Principal principal, Predicate<String> inRole) {
        return judge(principal, inRole)
                .or(() -> Optional.ofNullable(principal)
                        .map(known -> new NotAdmitted(
                                known.getName(),
                                "has none of the roles "
                                        + String.join(
                                                ", ",
                                                roles.keySet().stream().sorted().toList()),
                                Optional.of(known))));
    }

    /**
     * Returns the same credentials with the container's own principal, in place of what {@link #judge} or {@link #seen}
     * made of it: for authenticators with rules of their own, which are asked beside a role mapping.
     *
     * @param shown the credentials of a handshake
     * @return what the handshake would have shown without a role mapping
     */
    public static Credentials asTheContainerSays(Credentials shown) {
        return new Credentials(
                shown.bearer(), shown.cookies(), shown.principal().flatMap(ContainerPrincipal::own));
    }

    private static Optional<Principal> own(Principal principal) {
        if (principal instanceof NotAdmitted refused) {
            return refused.known();
        }
        return Optional.of(principal instanceof Judged judged ? judged.known() : principal);
    }

    private Optional<Role> role(Predicate<String> has) {
        return roles.entrySet().stream()
                .filter(entry -> entry.getKey().equals(EVERYBODY) || has.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .max(Comparator.naturalOrder());
    }

    /** A user known to the container; a judgement by one role mapping is valid for that mapping only. */
    private record Judged(String name, Role role, Principal known, ContainerPrincipal by) implements Principal {
        @Override
        public String getName() {
            return name;
        }
    }
}
