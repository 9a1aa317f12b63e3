package io.tmuxbridge.spring;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.jakarta.ContainerPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.ClassUtils;

/**
 * The ways in: beans of type {@link Authenticator} in their order, then the application's roles, then JSON Web Tokens.
 * The first that knows a caller has decided. Beans see the application's own principal, whatever roles it has. Without
 * any way in, nobody comes in.
 *
 * <p><b>Threads:</b> any; never changes.
 */
final class Doors {

    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);
    private static final String JWT_MODULE = "io.tmuxbridge.jwt.JwtAuthenticator";

    private final Optional<ContainerPrincipal> principals;
    private final List<Authenticator> beans;
    private final List<Authenticator> properties;
    private final String who;

    private Doors(
            Optional<ContainerPrincipal> principals,
            List<Authenticator> beans,
            List<Authenticator> properties,
            String who) {
        this.principals = principals;
        this.beans = beans;
        this.properties = properties;
        this.who = who;
    }

    static Doors of(TmuxBridgeProperties.Access access, List<Authenticator> beans) {
        List<Authenticator> properties = new ArrayList<>();
        Optional<ContainerPrincipal> principals = principals(access);
        principals.ifPresent(properties::add);
        Optional.ofNullable(access.jwt()).map(Doors::jwt).ifPresent(properties::add);
        if (beans.isEmpty() && properties.isEmpty()) {
            LOG.warn(
                    "nobody can sign in to tmuxbridge: set tmuxbridge.access.roles.NAME (a role of your application)"
                            + " to viewer, operator or admin, or tmuxbridge.access.jwt.*, or make a bean of type {}",
                    Authenticator.class.getName());
        }
        return new Doors(principals, List.copyOf(beans), List.copyOf(properties), who(access, beans.size()));
    }

    private static String who(TmuxBridgeProperties.Access access, int beans) {
        List<String> ways = new ArrayList<>();
        if (beans > 0) {
            ways.add("whom the application's Authenticator admits");
        }
        new TreeMap<>(access.roles())
                .forEach((role, what) ->
                        ways.add("role " + role + " as " + what.name().toLowerCase(Locale.ROOT)));
        Optional.ofNullable(access.jwt()).ifPresent(jwt -> ways.add("JSON Web Tokens of " + jwt.issuer()));
        return ways.isEmpty() ? "nobody" : String.join(", ", ways);
    }

    /** Who comes in, for the log. */
    String who() {
        return who;
    }

    private static Optional<ContainerPrincipal> principals(TmuxBridgeProperties.Access access) {
        if (access.roles().isEmpty()) {
            if (access.lifetime() != null) {
                throw new TmuxBridgeException(
                        ErrorCode.INVALID,
                        "tmuxbridge.access.lifetime is " + access.lifetime()
                                + ": it is about people who come in by tmuxbridge.access.roles.*, which is not set");
            }
            return Optional.empty();
        }
        ContainerPrincipal all = ContainerPrincipal.byRoles(access.roles());
        return Optional.of(
                Optional.ofNullable(access.lifetime()).map(all::withLifetime).orElse(all));
    }

    private static Authenticator jwt(TmuxBridgeProperties.Jwt jwt) {
        if (!ClassUtils.isPresent(JWT_MODULE, null)) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "tmuxbridge.access.jwt is set and tmuxbridge-jwt is not on the class path: add the dependency, or"
                            + " remove the properties");
        }
        return JwtDoor.of(jwt);
    }

    /** What the endpoint must ask the container, see {@link ContainerPrincipal}. */
    Optional<ContainerPrincipal> principals() {
        return principals;
    }

    Optional<Caller> authenticate(Credentials credentials) {
        return first(beans, ContainerPrincipal.asTheContainerSays(credentials))
                .or(() -> first(properties, credentials));
    }

    private static Optional<Caller> first(List<Authenticator> doors, Credentials credentials) {
        return doors.stream()
                .flatMap(door -> door.authenticate(credentials).stream())
                .findFirst();
    }
}
