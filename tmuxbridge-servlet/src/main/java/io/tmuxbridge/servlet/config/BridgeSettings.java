package io.tmuxbridge.servlet.config;

import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.OriginPolicy;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.access.UnownedSessions;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.jakarta.ContainerPrincipal;
import io.tmuxbridge.jakarta.EndpointOptions;
import io.tmuxbridge.jakarta.TrustedProxies;
import io.tmuxbridge.servlet.http.HttpOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A bridge and its endpoint as the settings {@code tmuxbridge.*} want them. docs/embedding.md has the table of all
 * names.
 *
 * <p>Nothing lets anybody in but {@code tmuxbridge.access.roles}, {@code .token} and {@code .jwt.*}; without any of
 * them the bridge works and nobody comes in.
 *
 * <p><b>Threads:</b> any; never changes.
 */
public final class BridgeSettings {

    /** Signing in: what to set when nothing is. */
    public static final String HOW_TO_SIGN_IN =
            "set tmuxbridge.access.roles (people whom the server signs in, for example \"staff=operator\"),"
                    + " tmuxbridge.access.token (one secret of 32 characters or more), or tmuxbridge.access.jwt.issuer"
                    + " with tmuxbridge.access.jwt.jwks";

    private static final String ROLES = "tmuxbridge.access.roles";

    private final SettingsSource source;
    private final Optional<ContainerPrincipal> people;
    private final SignInWays ways;

    private BridgeSettings(SettingsSource source, Optional<ContainerPrincipal> people, SignInWays ways) {
        this.source = source;
        this.people = people;
        this.ways = ways;
    }

    /**
     * Reads what is about signing in, so that what is wrong there is found before anything runs.
     *
     * @param source where settings come from
     * @return the settings
     * @throws TmuxBridgeException {@link io.tmuxbridge.ErrorCode#INVALID} with name, value and what to do
     */
    public static BridgeSettings read(SettingsSource source) {
        Optional<ContainerPrincipal> people = people(source);
        List<Authenticator> bearers = new ArrayList<>();
        BearerToken.read(source).ifPresent(bearers::add);
        JwtSettings.read(source).ifPresent(bearers::add);
        return new BridgeSettings(source, people, new SignInWays(bearers, people, new PageSessions()));
    }

    /**
     * Whether the endpoint is wanted at all: {@code tmuxbridge.enabled}.
     *
     * @param source where settings come from
     * @return true unless it is set to false
     */
    public static boolean isEnabled(SettingsSource source) {
        return Setting.of(source, "tmuxbridge.enabled").flag(true);
    }

    /**
     * Whether the application serves the page, {@code tmuxbridge.page}.
     *
     * @param source where settings come from
     * @return false unless it is set to true
     */
    public static boolean wantsPage(SettingsSource source) {
        return Setting.of(source, "tmuxbridge.page").flag(false);
    }

    /**
     * Whether who is refused hears so by a status of HTTP, before there is a WebSocket:
     * {@code tmuxbridge.refuse-by-status}.
     *
     * @return false unless it is set to true
     * @throws TmuxBridgeException {@link io.tmuxbridge.ErrorCode#INVALID} when it is neither
     */
    public boolean refusesByStatus() {
        return setting("refuse-by-status").flag(false);
    }

    /**
     * Whether anybody can come in.
     *
     * @return false when no way to sign in is set
     */
    public boolean letsSomebodyIn() {
        return ways.exist();
    }

    /**
     * Who can come in, for the log.
     *
     * @return words without secrets
     */
    public String who() {
        List<String> ways = new ArrayList<>();
        Setting.of(source, ROLES).list().forEach(pair -> ways.add("the server's role " + pair));
        setting("access.token").value().ifPresent(token -> ways.add("whoever has the token"));
        setting("access.jwt.issuer").value().ifPresent(issuer -> ways.add("JSON Web Tokens of " + issuer));
        return ways.isEmpty() ? "nobody" : String.join(", ", ways);
    }

    /**
     * Which tmux server it is, for the log.
     *
     * @return words
     */
    public String socket() {
        return new ServerSettings(source).socket();
    }

    /**
     * A builder with everything set that settings can set; the application may go on.
     *
     * @return a new builder
     * @throws TmuxBridgeException {@link io.tmuxbridge.ErrorCode#INVALID} with name, value and what to do
     */
    public BridgeBuilder builder() {
        BridgeBuilder builder = BridgeBuilder.create()
                .authenticator(ways)
                .origins(originPolicy())
                .limits(LimitSettings.read(source))
                .quotas(QuotaSettings.read(source))
                .outputPolicy(ShownSettings.output(source))
                .redaction(ShownSettings.redaction(source));
        setting("size-policy").map(SizePolicy::parse).ifPresent(builder::sizePolicy);
        Setting unowned = setting("access.unowned");
        unowned.map(text -> unowned.oneOf(UnownedSessions.values(), text)).ifPresent(builder::unownedSessions);
        new ServerSettings(source).set(builder);
        return builder;
    }

    /**
     * The endpoint's options.
     *
     * @return new options
     * @throws TmuxBridgeException {@link io.tmuxbridge.ErrorCode#INVALID} with name, value and what to do
     */
    public EndpointOptions options() {
        EndpointOptions options = setting("path-prefix")
                .map(EndpointOptions.defaults()::withPathPrefix)
                .orElseGet(EndpointOptions::defaults);
        Setting proxies = setting("trusted-proxies");
        EndpointOptions behind = proxies.map(all -> options.withTrustedProxies(TrustedProxies.of(proxies.list())))
                .orElse(options);
        return people.map(behind::withPrincipals).orElse(behind);
    }

    /**
     * The options of the transport over plain HTTP, {@code tmuxbridge.http}.
     *
     * @return nothing unless it is wanted
     * @throws TmuxBridgeException {@link io.tmuxbridge.ErrorCode#INVALID} with name, value and what to do
     */
    public Optional<HttpOptions> http() {
        if (!setting("http").flag(false)) {
            return Optional.empty();
        }
        EndpointOptions endpoint = options();
        HttpOptions options = HttpOptions.defaults()
                .withPathPrefix(endpoint.pathPrefix())
                .withTrustedProxies(endpoint.trustedProxies());
        HttpOptions known = people.map(options::withPrincipals).orElse(options);
        Setting buffer = setting("http-stream-buffer");
        return Optional.of(buffer.map(bytes -> known.withStreamBufferBytes(Amounts.fewBytes(bytes)))
                .orElse(known));
    }

    /**
     * Who is let in, and how pages sign in.
     *
     * @return what the bridge's authenticator is
     */
    public SignInWays ways() {
        return ways;
    }

    /**
     * Which pages may connect: those of the server's own origin, and of {@code tmuxbridge.origins}.
     *
     * @return the policy
     * @throws TmuxBridgeException {@link io.tmuxbridge.ErrorCode#INVALID} with name, value and what to do
     */
    public OriginPolicy originPolicy() {
        Setting origins = setting("origins");
        return origins.map(text -> OriginPolicy.allowing(Set.copyOf(origins.list())))
                .orElseGet(OriginPolicy::sameOrigin);
    }

    private static Optional<ContainerPrincipal> people(SettingsSource source) {
        Setting roles = Setting.of(source, ROLES);
        Setting lifetime = Setting.of(source, "tmuxbridge.access.lifetime");
        Map<String, Role> map = new LinkedHashMap<>();
        for (String pair : roles.list()) {
            int equals = pair.lastIndexOf('=');
            if (equals < 1) {
                throw roles.wrong(
                        "\"" + pair + "\" is no pair: write the server's role, =, and viewer, operator or admin");
            }
            map.put(
                    pair.substring(0, equals).strip(),
                    roles.role(pair.substring(equals + 1).strip()));
        }
        if (map.isEmpty()) {
            if (lifetime.isSet()) {
                throw lifetime.wrong("it is about people who come in by " + ROLES + ", which is not set");
            }
            return Optional.empty();
        }
        ContainerPrincipal people = ContainerPrincipal.byRoles(map);
        return lifetime.map(text -> people.withLifetime(Amounts.time(text))).or(() -> Optional.of(people));
    }

    private Setting setting(String name) {
        return Setting.of(source, "tmuxbridge." + name);
    }
}
