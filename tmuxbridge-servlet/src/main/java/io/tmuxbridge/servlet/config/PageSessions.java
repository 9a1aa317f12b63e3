package io.tmuxbridge.servlet.config;

import io.tmuxbridge.access.Caller;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Sessions of browsers that have signed in with a token: 256 random bits in a cookie that scripts cannot read, kept
 * here as a hash. A session lasts for a day at most, and no longer than the caller's own credentials; what is over goes
 * first, then the oldest of a caller who has 32, then the oldest of 1,000.
 *
 * <p>What is looked up is a hash of what was shown, so the time that a look-up takes tells nothing of a secret.
 *
 * <p><b>Threads:</b> any.
 */
public final class PageSessions {

    /**
     * What the names of cookies begin with. Cookies know no ports (RFC 6265, section 8.5), so the port comes behind.
     */
    public static final String COOKIE = "tmuxbridge-";

    static final int MOST = 1000;
    static final int MOST_OF_ONE = 32;
    private static final Duration LIFE = Duration.ofDays(1);
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();
    private final Map<String, Caller> sessions = new LinkedHashMap<>();

    PageSessions() {}

    /** Begins one; its secret, for the cookie. */
    synchronized String begin(Caller caller) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String secret = base64(bytes);
        Instant end = clock.instant().plus(LIFE);
        sessions.values().removeIf(this::isOver);
        if (sessions.values().stream().filter(each -> isOf(caller, each)).count() >= MOST_OF_ONE) {
            removeFirst(each -> isOf(caller, each));
        } else if (sessions.size() == MOST) {
            removeFirst(each -> true);
        }
        sessions.put(
                hash(secret),
                new Caller(
                        caller.name(),
                        caller.role(),
                        Optional.of(caller.expiresAt().filter(end::isAfter).orElse(end)),
                        caller.tokenId()));
        return secret;
    }

    synchronized Optional<Caller> find(Map<String, String> cookies) {
        return hashes(cookies)
                .map(sessions::get)
                .filter(Objects::nonNull)
                .filter(caller -> !isOver(caller))
                .findFirst();
    }

    private boolean isOver(Caller caller) {
        return caller.expiresAt().filter(clock.instant()::isBefore).isEmpty();
    }

    private static boolean isOf(Caller caller, Caller each) {
        return each.name().equals(caller.name());
    }

    private void removeFirst(Predicate<Caller> which) {
        sessions.entrySet().stream()
                .filter(each -> which.test(each.getValue()))
                .findFirst()
                .map(Map.Entry::getKey)
                .ifPresent(sessions::remove);
    }

    synchronized void end(Map<String, String> cookies) {
        hashes(cookies).forEach(sessions::remove);
    }

    /** Of all that may be a session's: by which port its browser came is not known here. */
    private static Stream<String> hashes(Map<String, String> cookies) {
        return cookies.entrySet().stream()
                .filter(cookie -> cookie.getKey().startsWith(COOKIE))
                .map(cookie -> hash(cookie.getValue()));
    }

    private static String hash(String secret) {
        return base64(BearerToken.sha256(secret));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
