package io.tmuxbridge.examples.server;

import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.Role;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is let in: whoever has a secret of this server, or a token that another authenticator knows.
 *
 * <ul>
 *   <li>A <em>sign-in token</em>, in the link that the server prints. It works once: for a browser, which gets a
 *       session for it, or for one connection of a program.
 *   <li>A <em>ticket</em>, made for a caller who is known already. It works once and for 30 seconds: a page gets one
 *       over HTTP and opens its WebSocket with it, so that its long-lived token stays out of handshakes.
 *   <li>A <em>session</em>, in a cookie that scripts cannot read. It lasts as long as the server runs and the caller's
 *       own credentials do, unless the caller signs in 32 times more.
 *   <li>The <em>local token</em>, in a file that only this user can read, for the command line. It lasts as long.
 *   <li>A <em>token from elsewhere</em>: a JWT, or the lasting one of a {@link TokenFile}.
 * </ul>
 *
 * <p>Sign-in tokens and the local token are the person who started the server. Secrets are kept as hashes, compared in
 * constant time and never logged.
 *
 * <p><b>Threads:</b> any; blocks only where the other authenticator does.
 */
public final class SignIn implements Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    static final Duration TICKET_LIFE = Duration.ofSeconds(30);

    private static final int MAX_LINKS = 16;
    private static final int MAX_TICKETS = 1024;
    private static final int MAX_TICKETS_OF_ONE = 128;
    private static final int MAX_SESSIONS = 256;
    private static final int MAX_SESSIONS_OF_ONE = 32;
    private static final Caller OWNER = Caller.of("owner", Role.ADMIN);

    private final SecureRandom random = new SecureRandom();
    private final SecretRing<Caller> links = new SecretRing<>(MAX_LINKS);
    private final SecretRing<Caller> usedLinks = new SecretRing<>(MAX_LINKS);
    private final SecretRing<Ticket> tickets;
    private final SecretRing<Caller> sessions;
    private final String cookieName;
    private final Secret local;
    private final Authenticator elsewhere;
    private final Clock clock;

    /**
     * Whether a caller that somebody else vouches for may be told from those of this server: by the name of one of
     * these it would have their sessions.
     *
     * @param caller whose name was chosen elsewhere
     * @return false, and a line in the log, when it is the name of the person who started the server, or of programs
     */
    public static boolean isNoneOfOurs(Caller caller) {
        boolean ours = caller.name().equals(OWNER.name()) || caller.name().equals(TokenFile.CALLER);
        if (ours) {
            LOG.warn("a token for {} is refused: this server calls somebody of its own so", caller.name());
        }
        return !ours;
    }

    private record Ticket(Caller caller, Instant end) {}

    /**
     * Creates a sign-in with a local token that was made before.
     *
     * @param cookieName the cookie that holds a session
     * @param localToken the local token, see {@link #newToken}
     * @param elsewhere knows tokens that are none of ours
     * @param clock ends tickets and sessions
     */
    SignIn(String cookieName, String localToken, Authenticator elsewhere, Clock clock) {
        this.cookieName = cookieName;
        this.local = Secret.of(localToken);
        this.elsewhere = elsewhere;
        this.clock = clock;
        this.tickets = new SecretRing<>(
                MAX_TICKETS,
                new SecretRing.Share<>(
                        MAX_TICKETS_OF_ONE, ticket -> ticket.caller().name(), ticket -> isOver(ticket.end())));
        this.sessions =
                new SecretRing<>(MAX_SESSIONS, new SecretRing.Share<>(MAX_SESSIONS_OF_ONE, Caller::name, this::isOver));
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
        links.add(Secret.of(token), OWNER);
        return token;
    }

    /** Makes a ticket for a caller. */
    String newTicket(Caller caller) {
        String ticket = Secret.text(random);
        tickets.add(Secret.of(ticket), new Ticket(caller, clock.instant().plus(TICKET_LIFE)));
        return ticket;
    }

    /**
     * Exchanges a token for a session.
     *
     * @param token a sign-in token, a ticket, the local token or one from elsewhere
     * @return the session's secret for the cookie, empty when the token is wrong or used up
     */
    Optional<String> signIn(String token) {
        return byToken(token).map(caller -> {
            String session = Secret.text(random);
            sessions.add(Secret.of(session), caller);
            return session;
        });
    }

    /** Ends a session. */
    void signOut(Map<String, String> cookies) {
        Optional.ofNullable(cookies.get(cookieName)).ifPresent(sessions::use);
    }

    /** Whether it is a sign-in token that somebody has used. It helps nobody but who has it. */
    boolean isUsed(String token) {
        return usedLinks.find(token).isPresent();
    }

    boolean isLocal(String token) {
        return local.matches(token);
    }

    boolean isSignedIn(Map<String, String> cookies) {
        return bySession(cookies).isPresent();
    }

    String cookieName() {
        return cookieName;
    }

    /** A token that is shown counts, right or wrong; the cookie counts when none is. */
    @Override
    public Optional<Caller> authenticate(Credentials credentials) {
        return credentials.bearer().isPresent()
                ? byToken(credentials.bearer().get())
                : bySession(credentials.cookies());
    }

    private Optional<Caller> byToken(String token) {
        if (local.matches(token)) {
            return Optional.of(OWNER);
        }
        if (isUsed(token)) {
            LOG.warn("somebody shows a sign-in token that has been used already: it works once. The command url prints"
                    + " another link; programs that connect more than once need serve --token-file");
            return Optional.empty();
        }
        Optional<Caller> byLink = links.use(token);
        byLink.ifPresent(caller -> usedLinks.add(Secret.of(token), caller));
        return byLink.or(() -> tickets.use(token)
                        .filter(ticket -> !isOver(ticket.end()))
                        .map(Ticket::caller))
                .or(() -> elsewhere.authenticate(Credentials.bearer(token)));
    }

    private Optional<Caller> bySession(Map<String, String> cookies) {
        return Optional.ofNullable(cookies.get(cookieName))
                .flatMap(sessions::find)
                .filter(caller -> !isOver(caller));
    }

    private boolean isOver(Caller caller) {
        return caller.expiresAt().filter(this::isOver).isPresent();
    }

    private boolean isOver(Instant end) {
        return !clock.instant().isBefore(end);
    }
}
