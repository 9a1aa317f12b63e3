package io.tmuxbridge.jwt;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Authenticator;
import java.time.Clock;
import java.time.Duration;

/** Builds a {@link JwtAuthenticator}. Not for use by several threads at once. */
public final class JwtAuthenticatorBuilder {

    private static final Duration MOST_SKEW = Duration.ofMinutes(5);

    private final KeySource keys;
    private final String issuer;
    private final String audience;
    private RoleClaim roles = new RoleClaim("roles", "");
    private Duration skew = Duration.ofSeconds(30);
    private Duration maxLifetime = Duration.ofDays(1);
    private Clock clock = Clock.systemUTC();

    JwtAuthenticatorBuilder(KeySource keys, String issuer, String audience) {
        require(!issuer.isBlank(), "issuer is blank: every token must name who made it");
        require(!audience.isBlank(), "audience is blank: a token for another service would do");
        this.keys = keys;
        this.issuer = issuer;
        this.audience = audience;
    }

    /**
     * Sets where a token has its role: a list, or words with blanks between them, that holds {@code viewer},
     * {@code operator} or {@code admin}. Of several the greatest counts.
     *
     * @param claim the claim's name, which may have dots in it ({@code https://example.com/roles}); dots also lead into
     *     objects, for example {@code realm_access.roles}. The whole name counts first
     * @param prefix what our roles begin with among those of other programs, for example {@code tmux-}; may be empty
     * @return this builder
     */
    public JwtAuthenticatorBuilder roles(String claim, String prefix) {
        require(!claim.isBlank(), "claim is blank: it must name where the role is");
        roles = new RoleClaim(claim, prefix);
        return this;
    }

    /**
     * Sets how far clocks may differ. It is added to a token's end, and taken from its beginning.
     *
     * @param value not negative, five minutes at most
     * @return this builder
     */
    public JwtAuthenticatorBuilder skew(Duration value) {
        require(
                !value.isNegative() && value.compareTo(MOST_SKEW) <= 0,
                "skew is " + value + ": it must be 0 to " + MOST_SKEW);
        skew = value;
        return this;
    }

    /**
     * Sets how long a token may live from now on; one that lives for longer is refused.
     *
     * @param value more than zero
     * @return this builder
     */
    public JwtAuthenticatorBuilder maxLifetime(Duration value) {
        require(value.compareTo(Duration.ZERO) > 0, "maxLifetime is " + value + ": it must be more than zero");
        maxLifetime = value;
        return this;
    }

    /**
     * Sets the clock that tokens are judged by.
     *
     * @param value the clock
     * @return this builder
     */
    public JwtAuthenticatorBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /**
     * Builds the authenticator.
     *
     * @return the authenticator
     */
    public Authenticator build() {
        return new JwtAuthenticator(this);
    }

    KeySource keys() {
        return keys;
    }

    String issuer() {
        return issuer;
    }

    String audience() {
        return audience;
    }

    RoleClaim roles() {
        return roles;
    }

    Duration skew() {
        return skew;
    }

    Duration maxLifetime() {
        return maxLifetime;
    }

    Clock clock() {
        return clock;
    }

    private static void require(boolean fine, String otherwise) {
        if (!fine) {
            throw new TmuxBridgeException(ErrorCode.INVALID, otherwise);
        }
    }
}
