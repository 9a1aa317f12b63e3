package io.tmuxbridge.core.access;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Authorizer;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.InformedAuthenticator;
import io.tmuxbridge.access.NotAdmitted;
import io.tmuxbridge.access.OriginPolicy;
import io.tmuxbridge.access.Permission;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.access.UnownedSessions;
import io.tmuxbridge.transport.Handshake;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entrance: who comes in, and what who is in may do. Everything that decides on access is asked here and nowhere
 * else.
 *
 * <p><b>Threads:</b> any; stateless beside what the authenticator and the revocations keep.
 */
public final class Gate {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final Authenticator authenticator;
    private final Authorizer authorizer;
    private final OriginPolicy origins;
    private final UnownedSessions unowned;
    private final ShareTokens shares;
    private final Revocations revocations;
    private final Clock clock;
    private final RefusalLog refusals = RefusalLog.create();

    /**
     * Creates a gate.
     *
     * @param authenticator turns credentials into callers
     * @param authorizer has the last word on permissions
     * @param origins which web pages may connect
     * @param unowned who may do what with sessions without an owner
     * @param shares knows the tokens of share links
     * @param revocations who comes in no more
     * @param clock tells whether credentials have expired
     */
    public Gate(
            Authenticator authenticator,
            Authorizer authorizer,
            OriginPolicy origins,
            UnownedSessions unowned,
            ShareTokens shares,
            Revocations revocations,
            Clock clock) {
        this.authenticator = authenticator;
        this.authorizer = authorizer;
        this.origins = origins;
        this.unowned = unowned;
        this.shares = shares;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * Whether a connection's origin lets it in.
     *
     * @param handshake what is known of the connection
     * @return false for a page that may not connect
     */
    public boolean originAllowed(Handshake handshake) {
        return origins.allows(handshake.origin(), handshake.host(), handshake.secure());
    }

    /**
     * Whether something could not be seen just now, since tmux did not answer or has too much to do: that says nothing
     * of what somebody may.
     *
     * @param e why it could not be seen
     * @return true when it is worth asking again
     */
    public static boolean isTemporary(TmuxBridgeException e) {
        return e.code() == ErrorCode.UNAVAILABLE || e.code() == ErrorCode.LIMIT;
    }

    /**
     * Checks credentials. A failing authenticator lets nobody in.
     *
     * @param credentials what the client showed
     * @return the caller, if they prove one
     * @throws TmuxBridgeException when they are those of a share link, and tmux cannot be asked for it just now
     */
    public Optional<Caller> admit(Credentials credentials) {
        try {
            return prove(credentials)
                    .filter(caller -> !isExpired(caller, Duration.ZERO))
                    .filter(caller -> !revocations.cover(caller));
        } catch (RuntimeException e) {
            if (isLink(credentials) && e instanceof TmuxBridgeException unseen && isTemporary(unseen)) {
                throw unseen;
            }
            LOG.warn("the authenticator failed on {}; nobody is let in by it", credentials, e);
            return Optional.empty();
        }
    }

    private static boolean isLink(Credentials credentials) {
        return credentials.bearer().filter(ShareTokens::looksLikeOne).isPresent();
    }

    private Optional<Caller> prove(Credentials credentials) {
        if (isLink(credentials)) {
            return credentials.bearer().flatMap(shares::caller);
        }
        return authenticator.authenticate(shownTo(authenticator, credentials)).filter(caller -> {
            boolean forged = caller.name().startsWith(Share.CALLER);
            if (forged) {
                LOG.warn(
                        "the authenticator names a caller \"{}\": names that begin with {} are kept for share links",
                        caller.name(),
                        Share.CALLER);
            }
            return !forged;
        });
    }

    /** To an authenticator that lets in whoever is signed in, those who are not admitted would be that. */
    private static Credentials shownTo(Authenticator authenticator, Credentials shown) {
        return authenticator instanceof InformedAuthenticator
                        || shown.principal()
                                .filter(NotAdmitted.class::isInstance)
                                .isEmpty()
                ? shown
                : new Credentials(shown.bearer(), shown.cookies(), Optional.empty());
    }

    /**
     * Where it is told who was not let in.
     *
     * @return the log
     */
    public RefusalLog refusals() {
        return refusals;
    }

    /**
     * Whether a caller's credentials have ended.
     *
     * @param caller who
     * @param grace how long after their end they still count; links have none
     * @return true when they have
     */
    public boolean isExpired(Caller caller, Duration grace) {
        Duration more = caller.name().startsWith(Share.CALLER) ? Duration.ZERO : grace;
        return caller.expiresAt()
                .map(end -> !clock.instant().isBefore(end.plus(more)))
                .orElse(false);
    }

    /**
     * Whether a caller may no longer be here.
     *
     * @param caller who
     * @return true when it was revoked
     */
    public boolean isRevoked(Caller caller) {
        return revocations.cover(caller);
    }

    /**
     * What time it is for credentials.
     *
     * @return now
     */
    public Instant now() {
        return clock.instant();
    }

    /**
     * Whether a caller needs no permission of any session.
     *
     * @param caller who
     * @return true for admins
     */
    public boolean seesAll(Caller caller) {
        return caller.role() == Role.ADMIN;
    }

    /**
     * What a caller may do with a session.
     *
     * @param caller who
     * @param access what is written down about it
     * @return the permission; its role may allow less
     */
    public Permission permission(Caller caller, SessionAccess access) {
        if (seesAll(caller)) {
            return Permission.OWN;
        }
        Permission written = access.of(caller.name(), clock.instant())
                .orElseGet(() -> access.owner().isEmpty() ? unowned.permission() : Permission.NONE);
        return caller.name().startsWith(Share.CALLER) ? written : lastWord(caller, access, written);
    }

    /** A failing authorizer gives nobody anything. */
    private Permission lastWord(Caller caller, SessionAccess access, Permission written) {
        try {
            return authorizer.permission(caller, access.owner(), written);
        } catch (RuntimeException e) {
            LOG.warn("the authorizer failed on {}; nothing is permitted by it", caller.name(), e);
            return Permission.NONE;
        }
    }

    /**
     * Whether a caller may do something with a session.
     *
     * @param caller who
     * @param action what
     * @param access what is written down about the session
     * @return true when role and permission cover it
     */
    public boolean permits(Caller caller, Action action, SessionAccess access) {
        return caller.role().covers(action.role()) && permission(caller, access).covers(action.permission());
    }

    /**
     * Refuses what a caller's role does not cover.
     *
     * @param caller who
     * @param action what
     * @throws TmuxBridgeException {@link ErrorCode#FORBIDDEN}
     */
    public void require(Caller caller, Action action) {
        if (action == Action.CREATE && caller.name().startsWith(Share.CALLER)) {
            throw new TmuxBridgeException(ErrorCode.FORBIDDEN, "who came in by a share link creates no sessions");
        }
        if (!caller.role().covers(action.role())) {
            throw new TmuxBridgeException(
                    ErrorCode.FORBIDDEN,
                    "role " + caller.role() + " may not " + action + ": it takes " + action.role());
        }
    }
}
