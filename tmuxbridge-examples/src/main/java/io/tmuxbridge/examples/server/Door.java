package io.tmuxbridge.examples.server;

import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import java.util.Optional;

/**
 * How people get in.
 *
 * @param name what the page is told: {@code none} or {@code token}
 * @param authenticator what the bridge asks
 * @param signIn the tokens, absent when nobody is asked for any
 */
public record Door(String name, Authenticator authenticator, Optional<SignIn> signIn) {

    /**
     * Everybody comes in, with every permission: for a loopback address only.
     *
     * @return the door
     */
    public static Door open() {
        Caller anybody = Caller.of("local", Role.ADMIN);
        return new Door("none", credentials -> Optional.of(anybody), Optional.empty());
    }

    /**
     * Who has a token comes in.
     *
     * @param port the server's port; cookies are shared by all ports of a host, so it is part of the cookie's name
     * @param localToken the token for the command line
     * @return the door
     */
    public static Door tokens(int port, String localToken) {
        SignIn signIn = new SignIn("tmuxbridge-" + port, localToken);
        return new Door("token", signIn, Optional.of(signIn));
    }
}
