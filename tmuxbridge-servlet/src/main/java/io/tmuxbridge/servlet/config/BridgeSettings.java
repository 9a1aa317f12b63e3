package io.tmuxbridge.servlet.config;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.OriginPolicy;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.jakarta.ContainerPrincipal;
import io.tmuxbridge.jakarta.EndpointOptions;
import io.tmuxbridge.jakarta.TrustedProxies;
import io.tmuxbridge.servlet.http.HttpOptions;
import java.nio.file.Path;
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
 * <p>Nothing lets anybody in but {@code tmuxbridge.roles}, {@code tmuxbridge.token} and {@code tmuxbridge.jwt.*};
 * without any of them the bridge works and nobody comes in.
 *
 * <p><b>Threads:</b> any; never changes.
 */
public final class BridgeSettings {

    /** Signing in: what to set when nothing is. */
    public static final String HOW_TO_SIGN_IN =
            "set tmuxbridge.roles (people whom the server signs in, for example \"staff=operator\"), tmuxbridge.token (one"
                    + " secret of 32 characters or more), or tmuxbridge.jwt.issuer with tmuxbridge.jwt.jwks";

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
        token(source).ifPresent(bearers::add);
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
        Setting.of(source, "tmuxbridge.roles").list().forEach(pair -> ways.add("the server's role " + pair));
        setting("token").value().ifPresent(token -> ways.add("whoever has the token"));
        setting("jwt.issuer").value().ifPresent(issuer -> ways.add("JSON Web Tokens of " + issuer));
        return ways.isEmpty() ? "nobody" : String.join(", ", ways);
    }

    /**
     * Which tmux server it is, for the log.
     *
     * @return words
     */
    public String socket() {
        return "socket " + setting("tmux-socket").value().orElse("default");
    }

    /**
     * A builder with everything set that settings can set; the application may go on.
     *
     * @return a new builder
     * @throws TmuxBridgeException {@link io.tmuxbridge.ErrorCode#INVALID} with name, value and what to do
     */
    public BridgeBuilder builder() {
        BridgeBuilder builder = BridgeBuilder.create().authenticator(ways).origins(originPolicy());
        Setting socket = setting("tmux-socket");
        if (socket.value().filter(name -> name.indexOf('/') >= 0).isPresent()) {
            throw socket.wrong("it is a name as for tmux -L, without a slash");
        }
        socket.map(builder::tmuxSocketName);
        setting("tmux-servers").map(count -> builder.tmuxServers(Integer.parseInt(count)));
        setting("tmux-binary").map(Path::of).ifPresent(builder::tmuxBinary);
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
        return Optional.of(buffer.map(bytes -> known.withStreamBufferBytes(Integer.parseInt(bytes)))
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
        for (String origin : origins.list()) {
            if (!origin.matches("[a-z][a-z0-9+.-]*://[^/\\s]+")) {
                throw origins.wrong(
                        "\"" + origin + "\" is no origin: write scheme://host or scheme://host:port as browsers"
                                + " send it, for example https://dashboard.example.org");
            }
        }
        return OriginPolicy.allowing(Set.copyOf(origins.list()));
    }

    private static Optional<ContainerPrincipal> people(SettingsSource source) {
        Setting roles = Setting.of(source, "tmuxbridge.roles");
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
        return map.isEmpty() ? Optional.empty() : Optional.of(ContainerPrincipal.withRoles(map));
    }

    private static Optional<BearerToken> token(SettingsSource source) {
        Setting token = Setting.of(source, "tmuxbridge.token");
        Role role = Setting.of(source, "tmuxbridge.token-role").role(Role.OPERATOR);
        return token.value().map(text -> {
            if (text.length() < BearerToken.LEAST_CHARACTERS) {
                throw Setting.invalid(
                        token.name() + " has " + text.length()
                                + " characters, which can be guessed: use 32 random ones or more, for example of openssl rand -hex 32");
            }
            return new BearerToken(text, role);
        });
    }

    private Setting setting(String name) {
        return Setting.of(source, "tmuxbridge." + name);
    }
}
