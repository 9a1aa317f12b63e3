package io.tmuxbridge.spring;

import io.tmuxbridge.access.Role;
import io.tmuxbridge.access.UnownedSessions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;

/**
 * What can be set in {@code application.properties}. Each default is the bridge's own.
 *
 * @param enabled Whether there is a bridge at all.
 * @param pathPrefix Put before /ws/terminal: empty, or a path that begins with a slash and does not end with one.
 * @param origins Origins whose pages may connect beside the server's own, exactly as browsers send them, for example
 *     https://dashboard.example.org.
 * @param sizePolicy Size of a terminal whose viewers have different ones: latest-active, smallest, largest, owner, or
 *     fixed:COLSxROWS.
 * @param tmux Which tmux.
 * @param access Who comes in, and what they may do.
 * @param output What programs in panes may ask of those who look on.
 * @param redaction Which secrets are masked, and to whom.
 * @param limits What the bridge takes in all.
 * @param quotas What one caller, one address or one connection may take.
 */
@ConfigurationProperties(prefix = "tmuxbridge", ignoreUnknownFields = false)
public record TmuxBridgeProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("") String pathPrefix,
        @DefaultValue Set<String> origins,
        @DefaultValue("latest-active") String sizePolicy,
        @DefaultValue Tmux tmux,
        @DefaultValue Access access,
        @DefaultValue Output output,
        @DefaultValue Redaction redaction,
        @NestedConfigurationProperty @DefaultValue LimitProperties limits,
        @NestedConfigurationProperty @DefaultValue QuotaProperties quotas) {

    /**
     * Which tmux.
     *
     * @param binary Path of tmux, or a bare name to be looked up in the PATH.
     * @param socketName Name of the tmux server's socket, as with tmux -L. Without it and a path, the user's default
     *     server.
     * @param socketPath Path of the tmux server's socket, as with tmux -S.
     * @param servers Servers over which new sessions are spread, 25 each, 1 to 90. The further ones have the socket of
     *     the first with -1, -2 and so on.
     * @param serverPrefix Program and arguments put before tmux when that may start its server, for example
     *     systemd-run, --user, --scope. No shell reads them.
     */
    public record Tmux(
            @DefaultValue("tmux") String binary,
            @Nullable String socketName,
            @Nullable String socketPath,
            @DefaultValue("1") int servers,
            @DefaultValue List<String> serverPrefix) {

        /** Which server, for the log. */
        String socket() {
            String name = socketName == null || socketName.isBlank() ? "default" : socketName;
            return "socket " + (socketPath == null || socketPath.isBlank() ? name : socketPath);
        }
    }

    /**
     * Who comes in, and what they may do.
     *
     * @param roles Roles of the application (Spring Security, or the container's own) and what each may do: viewer,
     *     operator or admin. Who has none of them does not come in by them. [**] is everybody who has signed in.
     * @param lifetime How long a handshake counts for those who came in by a role; then 4401, and who is still signed
     *     in connects again. Without it, until the connection ends.
     * @param unowned What everybody may do with sessions that have no owner; admins may do everything.
     * @param jwt Who comes in by a JSON Web Token. Needs tmuxbridge-jwt.
     */
    public record Access(
            @DefaultValue Map<String, Role> roles,
            @Nullable Duration lifetime,
            @DefaultValue("closed") UnownedSessions unowned,
            @Nullable Jwt jwt) {}

    /**
     * Who comes in by a JSON Web Token.
     *
     * @param jwks Address of the JSON Web Key Set of those who sign tokens: https, or http on a loopback address.
     * @param key Where the one key that signs tokens is, for example file:/etc/app/key.pem; instead of an address. A
     *     public key in PEM form, or the secret of HS256 (32 bytes or more, all of the file).
     * @param issuer Who makes the tokens ("iss").
     * @param audience Whom they are for ("aud").
     * @param rolesClaim Where a token has its roles; dots lead into objects.
     * @param rolesPrefix What our roles begin with among those of other programs.
     * @param skew How far clocks may differ, five minutes at most.
     * @param maxLifetime How long a token may live from now on; one that lives for longer is refused.
     */
    public record Jwt(
            @Nullable URI jwks,
            @Nullable Resource key,
            @Nullable String issuer,
            @DefaultValue("tmuxbridge") String audience,
            @DefaultValue("roles") String rolesClaim,
            @DefaultValue("") String rolesPrefix,
            @DefaultValue("30s") Duration skew,
            @DefaultValue("1d") Duration maxLifetime) {}

    /**
     * What programs in panes may ask of those who look on.
     *
     * @param titles Whether programs may set titles.
     * @param clipboardBytes Most bytes of text that a program may offer for the clipboard at once; 0 for none.
     * @param linkSchemes Schemes of links that are let through.
     */
    public record Output(
            @DefaultValue("true") boolean titles,
            @DefaultValue("100000B") DataSize clipboardBytes,
            @DefaultValue({"http", "https", "mailto"}) Set<String> linkSchemes) {}

    /**
     * Which secrets are masked, and to whom.
     *
     * @param hideFrom Roles from which secrets are hidden; nobody when empty.
     * @param patterns Regular expressions by name, beside the built-in ones; their groups, or all of what they match,
     *     are the secret.
     */
    public record Redaction(
            @DefaultValue Set<Role> hideFrom, @DefaultValue Map<String, String> patterns) {}
}
