package io.tmuxbridge.jwt;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in whoever shows a signed token: RS256, ES256, EdDSA or HS256, by keys that the server chose.
 *
 * <p>A token has to name issuer, audience, subject and expiry; {@code nbf} counts when it is there. It may pick one of
 * our keys by {@code kid} and nothing more: {@code none}, algorithms of another kind of key, keys inside the token or
 * behind an address in it, and critical headers are refused before any signature is looked at. Its subject becomes the
 * caller's name, one of its claims the role; a token without a role that we know lets nobody in.
 *
 * <p>Why a token was refused is logged at debug, without the token.
 *
 * <p><b>Threads:</b> any; blocks only when the {@link KeySource} does.
 */
public final class JwtAuthenticator implements Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger(JwtAuthenticator.class);

    private final KeySource keys;
    private final String issuer;
    private final String audience;
    private final RoleClaim roles;
    private final Duration skew;
    private final Duration maxLifetime;
    private final Clock clock;

    JwtAuthenticator(JwtAuthenticatorBuilder builder) {
        this.keys = builder.keys();
        this.issuer = builder.issuer();
        this.audience = builder.audience();
        this.roles = builder.roles();
        this.skew = builder.skew();
        this.maxLifetime = builder.maxLifetime();
        this.clock = builder.clock();
    }

    /**
     * Starts to build one.
     *
     * @param keys where the keys come from
     * @param issuer the {@code iss} that every token must have
     * @param audience the {@code aud} that every token must have among its own
     * @return a builder with 30 s of skew, tokens of a day at most, and roles in the claim {@code roles}
     */
    public static JwtAuthenticatorBuilder builder(KeySource keys, String issuer, String audience) {
        return new JwtAuthenticatorBuilder(keys, issuer, audience);
    }

    @Override
    public Optional<Caller> authenticate(Credentials credentials) {
        if (credentials.bearer().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(verify(credentials.bearer().get()));
        } catch (RefusedTokenException e) {
            LOG.debug("a token is refused: {}", e.getMessage());
        } catch (InvalidJwtException e) {
            LOG.debug("a token is refused: {}", why(e));
        } catch (MalformedClaimException e) {
            LOG.debug("a token is refused: a claim is of the wrong kind");
        }
        return Optional.empty();
    }

    private Caller verify(String token) throws InvalidJwtException, MalformedClaimException {
        JwsHeader header = JwsHeader.of(token);
        VerificationKey key = keys.find(header.algorithm(), header.kid())
                .orElseThrow(() -> new RefusedTokenException("no key fits it"));
        JwtClaims claims = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        ConstraintType.PERMIT, key.algorithm().wire())
                .setVerificationKey(key.key())
                .setExpectedIssuer(true, issuer)
                .setExpectedAudience(true, audience)
                .setRequireSubject()
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .setAllowedClockSkewInSeconds((int) skew.toSeconds())
                .build()
                .processToClaims(token);
        return caller(claims);
    }

    /** In our own words: the library's have the whole token in them. */
    private static String why(InvalidJwtException e) {
        if (e.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
            return "its signature is wrong";
        }
        if (e.hasExpired()) {
            return "it has expired";
        }
        if (e.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return "its time has not come yet";
        }
        if (e.hasErrorCode(ErrorCodes.ISSUER_INVALID) || e.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return "its issuer is another one, or none";
        }
        if (e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || e.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return "it is meant for another audience, or for none";
        }
        return "its form or its claims are wrong";
    }

    private Caller caller(JwtClaims claims) throws MalformedClaimException {
        Instant latest = clock.instant().plus(maxLifetime).plus(skew);
        long seconds = claims.getExpirationTime().getValue();
        if (seconds > latest.getEpochSecond()) { // asked first: any number may stand there
            throw new RefusedTokenException("it lives for longer than " + maxLifetime);
        }
        Instant expiry = Instant.ofEpochSecond(seconds);
        Role role = roles.of(claims.getClaimsMap())
                .orElseThrow(() -> new RefusedTokenException("it has no role that is known"));
        try {
            return new Caller(
                    claims.getSubject(), role, Optional.of(expiry.plus(skew)), Optional.ofNullable(claims.getJwtId()));
        } catch (TmuxBridgeException e) {
            throw new RefusedTokenException("its sub names nobody: " + e.getMessage());
        }
    }
}
