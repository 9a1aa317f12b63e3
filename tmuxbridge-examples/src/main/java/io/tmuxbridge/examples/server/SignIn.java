package io.tmuxbridge.examples.server;

import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.Role;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/**
 * Who is let in by {@code --auth token}: whoever has one of three secrets.
 *
 * <ul>
 *   <li>A <em>sign-in token</em>, in the link that the server prints. It works once: for a browser, which gets a session
 *       for it, or for one connection of a program.
 *   <li>A <em>session</em>, in a cookie that scripts cannot read. It lasts as long as the server runs.
 *   <li>The <em>local token</em>, in a file that only this user can read, for the command line. It lasts as long.
 * </ul>
 *
 * <p>All of them are the same person: the one who started the server. Secrets are kept as hashes, compared in constant
 * time and never logged.
 *
 * <p><b>Threads:</b> any.
 */
public final class SignIn implements Authenticator {

    private static final int MAX_LINKS = 16;
    private static final int MAX_SESSIONS = 256;
    private static final Caller OWNER = Caller.of("owner", Role.ADMIN);

    private final SecureRandom random = new SecureRandom();
    private final SecretRing links = new SecretRing(MAX_LINKS);
    private final SecretRing sessions = new SecretRing(MAX_SESSIONS);
    private final String cookieName;
    private final Secret local;

    /**
     * Creates a sign-in with a local token that was made before.
     *
     * @param cookieName the cookie that holds a session
     * @param localToken the local token, see {@link #newToken}
     */
    SignIn(String cookieName, String localToken) {
        this.cookieName = cookieName;
        this.local = Secret.of(localToken);
    }

    /**
     * Makes a token of 256 random bits.
     *
     * @return text fit for URLs and headers
     */
    public static String newToken() {
        return Secret.text(new SecureRandom());
    }

    /**
     * Makes a sign-in token. The oldest unused one ends when there are too many.
     *
     * @return the token, to be put into the fragment of a link
     */
    public String newSignInToken() {
        String token = Secret.text(random);
        links.add(Secret.of(token));
        return token;
    }

    /**
     * Exchanges a sign-in token, or the local one, for a session.
     *
     * @param token the token
     * @return the session's secret for the cookie, empty when the token is wrong or used up
     */
    Optional<String> signIn(String token) {
        if (!local.matches(token) && !links.use(token)) {
            return Optional.empty();
        }
        String session = Secret.text(random);
        sessions.add(Secret.of(session));
        return Optional.of(session);
    }

    /** Ends a session. */
    void signOut(Map<String, String> cookies) {
        Optional.ofNullable(cookies.get(cookieName)).ifPresent(sessions::use);
    }

    boolean isLocal(String token) {
        return local.matches(token);
    }

    boolean isSignedIn(Map<String, String> cookies) {
        return Optional.ofNullable(cookies.get(cookieName))
                .filter(sessions::contains)
                .isPresent();
    }

    String cookieName() {
        return cookieName;
    }

    /** A token that is shown counts, right or wrong; the cookie counts when none is. */
    @Override
    public Optional<Caller> authenticate(Credentials credentials) {
        boolean known = credentials.bearer().isPresent()
                ? local.matches(credentials.bearer().get())
                        || links.use(credentials.bearer().get())
                : isSignedIn(credentials.cookies());
        return known ? Optional.of(OWNER) : Optional.empty();
    }
}
