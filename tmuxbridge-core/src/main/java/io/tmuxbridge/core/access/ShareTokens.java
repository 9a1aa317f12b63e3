package io.tmuxbridge.core.access;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Permission;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.access.ShareLink;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the tokens of share links, and knows who comes in by one: a caller of its own for each link, who sees one
 * session.
 *
 * <p>A token is {@code share.NUMBER.SECRET}: the number of the session, so that it is found without looking through all
 * of them, and 256 random bits, of which only the hash is kept with the session.
 *
 * <p><b>Threads:</b> any; {@link #caller} blocks for as long as the lookup does.
 */
public final class ShareTokens {

    private static final Pattern TOKEN = Pattern.compile("share\\.([0-9]{1,10})\\.([A-Za-z0-9_-]{43})");
    private static final Duration MOST = Duration.ofDays(30);

    private final SecureRandom random = new SecureRandom();
    private final Function<String, Optional<SessionAccess>> sessions;
    private final Clock clock;

    /** A link and what is kept of it. */
    public record Made(ShareLink link, Share share) {}

    /**
     * Creates the tokens' maker.
     *
     * @param sessions what is written down about a session, by its {@code $id}
     * @param clock ends links
     */
    public ShareTokens(Function<String, Optional<SessionAccess>> sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * Makes a link.
     *
     * @param sessionId {@code $id} of the session
     * @param permission READ or WRITE
     * @param life a second to 30 days
     * @return the link; it opens nothing before its share is kept with the session
     */
    public Made make(String sessionId, Permission permission, Duration life) {
        if (permission != Permission.READ && permission != Permission.WRITE) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, "permission is " + permission.wire() + ": a link is for read or write");
        }
        if (life.compareTo(Duration.ofSeconds(1)) < 0 || life.compareTo(MOST) > 0) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "the link's life is " + life + ": it must be a second to " + MOST.toDays() + " days");
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant end = Instant.ofEpochMilli(clock.instant().plus(life).toEpochMilli());
        Share share = Share.of(secret, permission, end);
        String token = "share." + sessionId.substring(1) + "." + secret;
        return new Made(new ShareLink(share.id(), token, permission, end), share);
    }

    /** Whether a token is one of a link, good or not. */
    static boolean looksLikeOne(String token) {
        return token.startsWith("share.");
    }

    /** Who comes in by a token. */
    Optional<Caller> caller(String token) {
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return sessions.apply("$" + parts.group(1))
                .flatMap(access -> access.opened(parts.group(2), clock.instant()))
                .map(share -> new Caller(
                        share.caller(),
                        share.permission() == Permission.WRITE ? Role.OPERATOR : Role.VIEWER,
                        Optional.of(share.expiresAt()),
                        Optional.of(share.caller())));
    }
}
