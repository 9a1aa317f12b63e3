package io.tmuxbridge.jwt;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jose4j.lang.JoseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a JSON Web Key Set at an address: fetched when first needed, kept, and fetched again when they are old or
 * a token names a key that is not among them, as after a rotation.
 *
 * <p>Tokens cannot make it fetch at will: after a success an unknown {@code kid} waits 30 s for the next fetch, whoever
 * names it; after a failure it waits 1 s, then twice as long each time, five minutes at most. While fetching fails the
 * last keys serve on for a day. One thread fetches at a time; others use what is there. Where nothing is they wait, but
 * not for long: an issuer that swallows packets would hold up whoever else signs in. No key fits then.
 *
 * <p><b>Threads:</b> any; {@link #find} may block for some seconds in the one thread that fetches, and in others for
 * the first second of that.
 */
public final class JwksKeys implements KeySource {

    private static final Logger LOG = LoggerFactory.getLogger(JwksKeys.class);

    static final Duration FRESH = Duration.ofMinutes(10);
    static final Duration USABLE = Duration.ofDays(1);
    static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
    static final Duration MOST_BACK_OFF = Duration.ofMinutes(5);
    /** How long after the begin of a fetch others wait for it: issuers answer sooner, or not at all. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final JwksFetch fetch;
    private final Clock clock;
    private final Duration patience;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Loaded loaded = new Loaded(List.of(), Instant.MIN);
    private volatile Instant notBefore = Instant.MIN;
    /** When the fetch began that goes on, by {@link System#nanoTime}. */
    private volatile OptionalLong begun = OptionalLong.empty();

    private int failures;

    /** Keys, and when they were fetched. */
    private record Loaded(List<VerificationKey> keys, Instant at) {}

    JwksKeys(JwksFetch fetch, Clock clock) {
        this(fetch, clock, PATIENCE);
    }

    /** With another time that others wait for a fetch. */
    JwksKeys(JwksFetch fetch, Clock clock, Duration patience) {
        this.fetch = fetch;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * The keys at an address. Nothing is fetched yet.
     *
     * @param uri an {@code https} address, or {@code http} on a loopback address
     * @return the source
     * @throws io.tmuxbridge.TmuxBridgeException {@link io.tmuxbridge.ErrorCode#INVALID} for any other address
     */
    public static JwksKeys at(URI uri) {
        return new JwksKeys(new HttpFetch(uri), Clock.systemUTC());
    }

    @Override
    public Optional<VerificationKey> find(JwtAlgorithm algorithm, Optional<String> kid) {
        if (algorithm == JwtAlgorithm.HS256) {
            return Optional.empty(); // a secret is never published
        }
        if (isOlderThan(FRESH)) {
            refresh();
        }
        Optional<VerificationKey> known = among(algorithm, kid);
        if (known.isEmpty() && kid.isPresent() && refresh()) {
            known = among(algorithm, kid);
        }
        return known;
    }

    private Optional<VerificationKey> among(JwtAlgorithm algorithm, Optional<String> kid) {
        if (isOlderThan(USABLE)) {
            return Optional.empty();
        }
        List<VerificationKey> fitting =
                loaded.keys().stream().filter(key -> key.serves(algorithm, kid)).toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    private boolean isOlderThan(Duration age) {
        Instant at = loaded.at();
        return at.equals(Instant.MIN) || at.plus(age).isBefore(clock.instant());
    }

    /** Fetches unless it is too early; false when nothing new came. */
    private boolean refresh() {
        if (clock.instant().isBefore(notBefore)) {
            return false;
        }
        Loaded before = loaded;
        if (!fetching.tryLock() && !waited()) {
            return false;
        }
        try {
            return before != loaded || !clock.instant().isBefore(notBefore) && load();
        } finally {
            fetching.unlock();
        }
    }

    /**
     * Another thread fetches: whether it has let go while this one waited. Who has keys that will do waits not at all.
     */
    private boolean waited() {
        long now = System.nanoTime();
        long left = patience.toNanos() - (now - begun.orElse(now));
        try {
            return isOlderThan(USABLE) && fetching.tryLock(left, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean load() {
        begun = OptionalLong.of(System.nanoTime());
        try {
            loaded = new Loaded(JwksDocument.keys(fetch.get()), clock.instant());
            failures = 0;
            notBefore = clock.instant().plus(BETWEEN_FETCHES);
            return true;
        } catch (IOException | JoseException | RuntimeException e) {
            failures++;
            long seconds = Math.min(1L << Math.min(failures - 1, 20), MOST_BACK_OFF.toSeconds());
            Duration backOff = Duration.ofSeconds(seconds);
            notBefore = clock.instant().plus(backOff);
            LOG.warn("the key set could not be fetched; tried again after {}: {}", backOff, e.toString());
            return false;
        } finally {
            begun = OptionalLong.empty();
        }
    }
}
