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
 * Lets in whom the container has authenticated (Servlet or Jakarta Security: a form, BASIC, a session, single sign-on), with
 * a role for each of the container's roles that is named here. Who is in none of them does not come in.
 *
 * <p>It has two ends, and both must be told of it: the adapter asks the container while the handshake lasts
 * ({@link EndpointOptions#withPrincipals}), since nothing can be asked about a request that is over; and the bridge asks for
 * the caller ({@code BridgeBuilder.authenticator}). Where only one is told, nobody comes in.
 *
 * <pre>{@code
 * ContainerPrincipal people = ContainerPrincipal.withRoles(Map.of("tmux-admin", Role.ADMIN, "staff", Role.OPERATOR));
 * TmuxBridge bridge = BridgeBuilder.create().authenticator(people).build();
 * TmuxBridgeEndpoint.register(container, bridge, EndpointOptions.defaults().withPrincipals(people));
 * }</pre>
 *
 * <p>The end of the container's own session is not seen here: disconnect the caller after somebody has logged out
 * ({@code bridge.access().disconnectCaller}), or bound it with {@link #withLifetime}.
 *
 * <p><b>Threads:</b> any; never changes.
 */
public final class ContainerPrincipal implements Authenticator {

    /** Stands for everybody whom the container has authenticated, as in the Servlet specification. */
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
     * Names the container's roles that count. Of several that somebody has, the one that may do most.
     *
     * @param roles the container's roles, {@link #EVERYBODY} among them perhaps, and what each may do; not empty
     * @return the authenticator
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when there is none: nobody could ever come in
     */
    public static ContainerPrincipal withRoles(Map<String, Role> roles) {
        if (roles.isEmpty()) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, "no role of the container is named, so that nobody could come in: name one");
        }
        return new ContainerPrincipal(Map.copyOf(roles), Optional.empty(), Clock.systemUTC());
    }

    /**
     * The same, and connections end some time after their handshake: 4401, and who is still signed in to the container
     * connects again.
     *
     * @param value how long a handshake counts
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
     * Asks about a request that is being answered, for transports and doors other than the endpoint: whom the container
     * knows, and what it may do here.
     *
     * @param principal the request's principal, null when the container knows none
     * @param inRole the request's {@code isUserInRole}
     * @return what {@link #authenticate} takes for {@code Credentials.principal()}; empty for who does not come in
     */
    public Optional<Principal> judge(@Nullable Principal principal, Predicate<String> inRole) {
        return Optional.ofNullable(principal)
                .flatMap(known -> role(inRole).map(role -> new Judged(known.getName(), role, this)));
    }

    /**
     * Asks about a request as {@link #judge} does, for the credentials of a handshake: who does not come in is told as such, so that the
     * bridge can say so.
     *
     * @param principal the request's principal, null when the container knows none
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
                                                roles.keySet().stream().sorted().toList()))));
    }

    private Optional<Role> role(Predicate<String> has) {
        return roles.entrySet().stream()
                .filter(entry -> entry.getKey().equals(EVERYBODY) || has.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .max(Comparator.naturalOrder());
    }

    /** Somebody whom the container knows; what one mapping of roles has judged counts for that one only. */
    private record Judged(String name, Role role, ContainerPrincipal by) implements Principal {
        @Override
        public String getName() {
            return name;
        }
    }
}
