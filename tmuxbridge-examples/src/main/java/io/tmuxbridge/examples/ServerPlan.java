package io.tmuxbridge.examples;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Audit;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.examples.server.Door;
import io.tmuxbridge.examples.server.SignIn;
import io.tmuxbridge.jakarta.TrustedProxies;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * What a server is to be.
 *
 * @param host name or address to listen at
 * @param port port to listen at, 0 for any
 * @param entrance how people sign in, or that everybody comes in
 * @param extraHosts further names that requests may come under
 * @param tls what to encrypt with
 * @param proxies whose {@code X-Forwarded-*} headers count
 * @param elsewhere the page's address for people on other machines, where it is known
 */
record ServerPlan(
        String host,
        int port,
        Entrance entrance,
        Set<String> extraHosts,
        Optional<Tls> tls,
        TrustedProxies proxies,
        Optional<URI> elsewhere) {

    /**
     * What a server encrypts with.
     *
     * @param context the keys
     * @param certificate the file with its certificate, by which commands of the same user know it
     */
    record Tls(SSLContext context, Path certificate) {}

    /**
     * How people get in.
     *
     * @param asksForTokens whether they sign in; otherwise everybody comes in
     * @param jwt knows JSON Web Tokens, when those are what they sign in with
     * @param lasting knows the token of programs, where there is one
     * @param audit is told of tokens that are refused before anybody comes to the bridge
     */
    record Entrance(boolean asksForTokens, Optional<Authenticator> jwt, Optional<Authenticator> lasting, Audit audit) {
        static final Entrance OPEN = new Entrance(false, Optional.empty(), Optional.empty(), Audit.NONE);
        static final Entrance TOKENS = new Entrance(true, Optional.empty(), Optional.empty(), Audit.NONE);

        static Entrance jwt(Authenticator authenticator) {
            return new Entrance(true, Optional.of(authenticator), Optional.empty(), Audit.NONE);
        }

        Entrance withLasting(Optional<Authenticator> programs) {
            return new Entrance(asksForTokens, jwt, programs, audit);
        }

        Entrance withAudit(Audit whereTo) {
            return new Entrance(asksForTokens, jwt, lasting, whereTo);
        }

        Door door(int port, String localToken) {
            return unaudited(port, localToken).withAudit(audit);
        }

        private Door unaudited(int port, String localToken) {
            if (!asksForTokens) {
                return Door.open();
            }
            Authenticator programs = lasting.orElse(credentials -> Optional.empty());
            return jwt.map(authenticator -> Door.jwt(
                            port,
                            localToken,
                            credentials -> programs.authenticate(credentials)
                                    .or(() -> authenticator
                                            .authenticate(credentials)
                                            .filter(SignIn::isNoneOfOurs))))
                    .orElseGet(() -> Door.tokens(port, localToken, programs));
        }
    }

    /** Whether only this machine can connect. */
    boolean isLoopback() {
        return address().isLoopbackAddress();
    }

    /**
     * The names that requests may come under: on a loopback address its own names and the extra ones; elsewhere any
     * name, unless extra ones say which.
     */
    Set<String> allowedHosts() {
        Set<String> names = new HashSet<>();
        extraHosts.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        if (isLoopback()) {
            names.addAll(Set.of("localhost", "127.0.0.1", "[::1]"));
        }
        if (!names.isEmpty()) {
            names.add(hostInUrl());
        }
        return names;
    }

    /** The page's address for a browser on this machine. */
    String baseUrl(int boundPort) {
        return (tls.isPresent() ? "https://" : "http://") + hostInUrl() + ":" + boundPort + "/";
    }

    private String hostInUrl() {
        if (address().isAnyLocalAddress()) {
            return "127.0.0.1";
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return address() instanceof Inet6Address && bare.indexOf(':') >= 0
                ? "[" + bare + "]"
                : bare.toLowerCase(Locale.ROOT);
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, "--host is " + host + ": no address is known for it; is it spelt right?", e);
        }
    }
}
