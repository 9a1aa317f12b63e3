package io.tmuxbridge.jwt;

import static io.tmuxbridge.jwt.TestTokens.AUDIENCE;
import static io.tmuxbridge.jwt.TestTokens.CLOCK;
import static io.tmuxbridge.jwt.TestTokens.ISSUER;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.testkit.Fuzz;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Tokens with something changed: nothing is thrown, and nobody comes in but by what was signed. */
class JwtFuzzTest {

    private final byte[] bytes = new byte[32];
    private final SecretKey key = new SecretKeySpec(bytes, "HmacSHA256");
    private final Authenticator authenticator = JwtAuthenticator.builder(
                    KeySource.of(VerificationKey.secret(bytes)), ISSUER, AUDIENCE)
            .clock(CLOCK)
            .build();

    @Test
    void aChangedTokenIsNobodys() {
        String good = TestTokens.sign(key, "HS256", TestTokens.claims(), Map.of());
        String signed = good.substring(0, good.lastIndexOf('.'));
        Fuzz.run("JSON Web Tokens", random -> {
            String token = new String(Fuzz.changed(good.getBytes(UTF_8), random), UTF_8);
            Optional<Caller> caller = authenticator.authenticate(Credentials.bearer(token));
            boolean whatWasSigned = token.strip().startsWith(signed + ".");
            if (caller.isPresent() && !(whatWasSigned && caller.get().role() == Role.OPERATOR)) {
                throw new AssertionError(caller + " came in by " + token);
            }
            if (caller.isEmpty() && token.equals(good)) {
                throw new AssertionError("the good token is refused");
            }
        });
    }

    /** Headers and claims of any kind, signed with the right key. */
    @Test
    void whatIsSignedIsReadOrRefused() {
        Fuzz.run("signed headers and claims", random -> {
            String header = text("{\"alg\":\"HS256\",\"kid\":\"k\",\"typ\":\"JWT\"}", random);
            String claims = text(
                    "{\"iss\":\"" + ISSUER + "\",\"aud\":\"" + AUDIENCE
                            + "\",\"sub\":\"ada\",\"roles\":[\"viewer\"],\"exp\":"
                            + CLOCK.instant().plusSeconds(300).getEpochSecond() + "}",
                    random);
            String signed = TestTokens.base64(header) + "." + TestTokens.base64(claims);
            String token = signed + "." + TestTokens.hmac(bytes, signed);
            Optional<Caller> caller = authenticator.authenticate(Credentials.bearer(token));
            if (caller.isPresent() && !claims.contains(caller.get().name())) {
                throw new AssertionError(caller + " came in by " + header + claims);
            }
        });
    }

    private static String text(String sample, java.util.Random random) {
        return new String(Fuzz.changed(sample.getBytes(UTF_8), random), UTF_8);
    }
}
