package io.tmuxbridge.examples.server;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.access.Audit;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.access.Role;
import java.time.Clock;
import java.util.Optional;

/**
 * How people get in.
 *
 * @param name what the page is told: {@code none}, {@code token} or {@code jwt}
 * @param authenticator what the bridge asks
 * @param signIn the tokens, absent when nobody is asked for any
 * @param audit is told of tokens that are refused before there is a connection of which the bridge could tell
 */
public record Door(String name, Authenticator authenticator, Optional<SignIn> signIn, Audit audit) {

    /**
     * Everybody comes in, with every permission: for a loopback address only.
     *
     * @return the door
     */
    public static Door open() {
        Caller anybody = Caller.of("local", Role.ADMIN);
        return new Door("none", credentials -> Optional.of(anybody), Optional.empty(), Audit.NONE);
    }

    /**
     * Who has a token of this server comes in.
     *
     * @param port the server's port, which is part of the cookie's name
     * @param localToken the token for the command line
     * @return the door
     */
    public static Door tokens(int port, String localToken) {
        return tokens(port, localToken, credentials -> Optional.empty());
    }

    /**
     * The same, and programs with a lasting token.
     *
     * @param port the server's port
     * @param localToken the token for the command line
     * @param programs knows the token of programs, or nobody
     * @return the door
     */
    public static Door tokens(int port, String localToken, Authenticator programs) {
        return of("token", port, localToken, programs);
    }

    /**
     * Who has a JWT comes in, and the command line of this user.
     *
     * @param port the server's port
     * @param localToken the token for the command line
     * @param jwt knows the tokens
     * @return the door
     */
    public static Door jwt(int port, String localToken, Authenticator jwt) {
        return of("jwt", port, localToken, jwt);
    }

    /**
     * The same, and tells of refused tokens.
     *
     * @param whereTo what is told
     * @return the door
     */
    public Door withAudit(Audit whereTo) {
        return new Door(name, authenticator, signIn, whereTo);
    }

    /**
     * What one caller may take. Where nobody is asked who they are, all are one caller, from one address: they may have
     * all the connections that there may be.
     *
     * @return the bridge's own quotas, but for the open door
     */
    public Quotas quotas() {
        int all = BridgeLimits.DEFAULTS.maxConnections();
        return signIn.isPresent() ? Quotas.DEFAULTS : Quotas.DEFAULTS.withConnections(all, all);
    }

    private static Door of(String name, int port, String localToken, Authenticator elsewhere) {
        String cookie = CookieName.of(port, System.getProperty("user.name", ""), CookieName.thisMachine());
        SignIn signIn = new SignIn(cookie, localToken, elsewhere, Clock.systemUTC());
        return new Door(name, signIn, Optional.of(signIn), Audit.NONE);
    }
}
