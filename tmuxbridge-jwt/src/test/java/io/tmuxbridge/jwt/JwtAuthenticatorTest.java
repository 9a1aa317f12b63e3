package io.tmuxbridge.jwt;

import static io.tmuxbridge.jwt.TestTokens.AUDIENCE;
import static io.tmuxbridge.jwt.TestTokens.CLOCK;
import static io.tmuxbridge.jwt.TestTokens.ISSUER;
import static io.tmuxbridge.jwt.TestTokens.base64;
import static io.tmuxbridge.jwt.TestTokens.claims;
import static io.tmuxbridge.jwt.TestTokens.raw;
import static io.tmuxbridge.jwt.TestTokens.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.Role;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Which tokens let somebody in, and the many that do not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JwtAuthenticatorTest {

    private final byte[] secretBytes = new byte[32];
    private final SecretKey secret = new SecretKeySpec(secretBytes, "HmacSHA256");
    private KeyPair rsa;
    private KeyPair ec;
    private KeyPair ed;
    private Authenticator all;
    private Authenticator rsaOnly;

    @BeforeAll
    void makeKeys() throws Exception {
        rsa = TestTokens.rsa(2048);
        ec = TestTokens.ec("secp256r1");
        ed = TestTokens.ed("Ed25519");
        all = with(KeySource.of(
                VerificationKey.of(rsa.getPublic()),
                VerificationKey.of(ec.getPublic()),
                VerificationKey.of(ed.getPublic()),
                VerificationKey.secret(secretBytes)));
        rsaOnly = with(KeySource.of(VerificationKey.of(rsa.getPublic())));
    }

    private static Authenticator with(KeySource keys) {
        return JwtAuthenticator.builder(keys, ISSUER, AUDIENCE).clock(CLOCK).build();
    }

    private static Optional<Caller> show(Authenticator authenticator, String token) {
        return authenticator.authenticate(Credentials.bearer(token));
    }

    private String rs(Map<String, Object> claims) {
        return sign(rsa.getPrivate(), "RS256", claims, Map.of());
    }

    /** Fuzz seed 3174: an expiry that milliseconds cannot hold was an exception instead of a refusal. */
    @ParameterizedTest
    @ValueSource(longs = {17955219095521900L, Long.MAX_VALUE, Long.MIN_VALUE, -17955219095521900L})
    void anExpiryBeyondAllTimesIsRefused(long seconds) {
        String token = sign(secret, "HS256", claims("exp", seconds), Map.of());
        assertThat(all.authenticate(Credentials.bearer(token))).isEmpty();
    }

    @Test
    void eachOfTheFourAlgorithmsLetsItsCallerIn() {
        for (String token : List.of(
                sign(rsa.getPrivate(), "RS256", claims(), Map.of()),
                sign(ec.getPrivate(), "ES256", claims(), Map.of()),
                sign(ed.getPrivate(), "EdDSA", claims(), Map.of()),
                sign(secret, "HS256", claims(), Map.of()))) {
            Caller caller = show(all, token).orElseThrow();
            assertThat(caller.name()).isEqualTo("ada");
            assertThat(caller.role()).isEqualTo(Role.OPERATOR);
            assertThat(caller.expiresAt()).contains(Instant.parse("2026-11-24T12:05:30Z"));
        }
    }

    @Test
    void whoShowsNoTokenIsNobody() {
        assertThat(all.authenticate(Credentials.NONE)).isEmpty();
    }

    @Test
    void theAlgorithmNoneIsRefusedInEverySpelling() {
        for (String name : List.of("none", "None", "NONE", "nOnE", "")) {
            String header = "{\"alg\":\"" + name + "\"}";
            String payload = JsonUtil.toJson(claims());
            assertThat(show(all, base64(header) + "." + base64(payload) + ".")).isEmpty();
            assertThat(show(all, raw(header, payload, "AAAA"))).isEmpty();
        }
    }

    /** The classic: the public key, which everybody has, taken for the secret of an HMAC. */
    @Test
    void aPublicKeyIsNeverTakenForASecret() {
        for (byte[] bytes : List.of(
                rsa.getPublic().getEncoded(),
                ("-----BEGIN PUBLIC KEY-----\n"
                                + Base64.getMimeEncoder()
                                        .encodeToString(rsa.getPublic().getEncoded())
                                + "\n-----END PUBLIC KEY-----\n")
                        .getBytes())) {
            String token = sign(new SecretKeySpec(bytes, "HmacSHA256"), "HS256", claims(), Map.of());
            assertThat(show(rsaOnly, token)).isEmpty();
            assertThat(show(all, token)).isEmpty();
        }
    }

    @Test
    void anAlgorithmOfAnotherKindOrStrengthIsRefused() {
        for (String algorithm : List.of("RS384", "RS512", "PS256")) {
            assertThat(show(all, sign(rsa.getPrivate(), algorithm, claims(), Map.of())))
                    .as(algorithm)
                    .isEmpty();
        }
        assertThat(show(rsaOnly, sign(ec.getPrivate(), "ES256", claims(), Map.of())))
                .isEmpty();
    }

    @Test
    void aKeyInsideTheTokenCountsForNothing() throws Exception {
        KeyPair own = TestTokens.rsa(2048);
        Map<String, Object> jwk = PublicJsonWebKey.Factory.newPublicJwk(own.getPublic())
                .toParams(org.jose4j.jwk.JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        for (Map<String, ?> headers : List.<Map<String, ?>>of(
                Map.of("jwk", jwk),
                Map.of("jku", "https://evil.example/keys"),
                Map.of("x5u", "https://evil.example/cert"),
                Map.of("x5c", List.of("MIIB")))) {
            assertThat(show(all, sign(own.getPrivate(), "RS256", claims(), headers)))
                    .isEmpty();
            assertThat(show(all, sign(rsa.getPrivate(), "RS256", claims(), headers)))
                    .as("refused although the signature is right: %s", headers)
                    .isEmpty();
        }
    }

    @Test
    void criticalHeadersAndOddTypesAreRefused() {
        for (Map<String, ?> headers : List.<Map<String, ?>>of(
                Map.of("crit", List.of("exp"), "exp", 1),
                Map.of("crit", List.of()),
                Map.of("zip", "DEF"),
                Map.of("cty", "JWT"),
                Map.of("typ", "logout+jwt"),
                Map.of("typ", 7),
                Map.of("kid", 7),
                Map.of("kid", "k".repeat(300)))) {
            assertThat(show(all, sign(rsa.getPrivate(), "RS256", claims(), headers)))
                    .as(headers.toString())
                    .isEmpty();
        }
        String unencoded = raw("{\"alg\":\"RS256\",\"b64\":false}", JsonUtil.toJson(claims()), "AAAA");
        assertThat(show(all, unencoded)).isEmpty();
        assertThat(show(all, sign(rsa.getPrivate(), "RS256", claims(), Map.of("typ", "at+jwt"))))
                .isPresent();
    }

    static List<Map<String, Object>> wrongClaims() {
        long now = CLOCK.instant().getEpochSecond();
        return List.of(
                claims("iss", null),
                claims("iss", "https://evil.example"),
                claims("iss", ISSUER + "/"),
                claims("aud", null),
                claims("aud", "another-service"),
                claims("aud", List.of("another-service", "Tmuxbridge")),
                claims("aud", List.of()),
                claims("sub", null),
                claims("sub", ""),
                claims("sub", "a\u001b[0m"),
                claims("sub", "a".repeat(300)),
                claims("sub", "share:0123456789ab"),
                claims("sub", 7),
                claims("exp", null),
                claims("exp", "tomorrow"),
                claims("exp", now - 31),
                claims("exp", now + Duration.ofDays(2).toSeconds()),
                claims("nbf", now + 31),
                claims("nbf", "yesterday"),
                claims("roles", null),
                claims("roles", "root"),
                claims("roles", List.of("administrator")),
                claims("roles", Map.of("admin", true)));
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void aRightSignatureUnderWrongClaimsLetsNobodyIn(Map<String, Object> claims) {
        assertThat(show(all, rs(claims))).isEmpty();
    }

    @Test
    void clocksMayDifferByTheSkewAndNoMore() {
        long now = CLOCK.instant().getEpochSecond();
        assertThat(show(all, rs(claims("exp", now - 29)))).isPresent();
        assertThat(show(all, rs(claims("nbf", now + 29)))).isPresent();
        Authenticator exact = JwtAuthenticator.builder(
                        KeySource.of(VerificationKey.of(rsa.getPublic())), ISSUER, AUDIENCE)
                .clock(CLOCK)
                .skew(Duration.ZERO)
                .build();
        assertThat(show(exact, rs(claims("exp", now)))).isEmpty();
        assertThat(show(exact, rs(claims("exp", now + 1)))).isPresent();
        assertThatThrownBy(() -> JwtAuthenticator.builder(KeySource.of(VerificationKey.secret(secretBytes)), "i", "a")
                        .skew(Duration.ofHours(1)))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContaining("PT5M");
    }

    @Test
    void theGreatestRoleCountsAndMayStandDeepInTheToken() {
        assertThat(show(all, rs(claims("roles", "viewer admin operator")))
                        .orElseThrow()
                        .role())
                .isEqualTo(Role.ADMIN);
        Authenticator deep = JwtAuthenticator.builder(
                        KeySource.of(VerificationKey.of(rsa.getPublic())), ISSUER, AUDIENCE)
                .clock(CLOCK)
                .roles("realm_access.roles", "tmux-")
                .build();
        String token = rs(claims("realm_access", Map.of("roles", List.of("admin", "tmux-viewer"))));
        assertThat(show(deep, token).orElseThrow().role()).isEqualTo(Role.VIEWER);
    }

    /** Auth0 wants addresses as names of own claims, and Keycloak keeps roles by the names of clients. */
    @Test
    void aRoleMayStandInAClaimThatHasDotsInItsName() {
        Map<String, Object> client = Map.of("tmux.example.com", Map.of("roles", List.of("operator")));
        assertThat(role("https://example.com/roles", "https://example.com/roles", List.of("admin")))
                .contains(Role.ADMIN);
        assertThat(role("resource_access.tmux.example.com.roles", "resource_access", client))
                .contains(Role.OPERATOR);
        assertThat(role("a.roles", Map.of("a.roles", List.of("viewer"), "a", Map.of("roles", List.of("admin")))))
                .as("the whole name counts first")
                .contains(Role.VIEWER);
        assertThat(role("resource_access.example.com.roles", "resource_access", client))
                .isEmpty();
        assertThat(role("...", "a", Map.of("", "admin"))).isEmpty();
    }

    private Optional<Role> role(String claim, String name, Object value) {
        return role(claim, Map.of(name, value));
    }

    private Optional<Role> role(String claim, Map<String, Object> more) {
        Map<String, Object> claims = claims("x", "y");
        claims.putAll(more);
        Authenticator authenticator = JwtAuthenticator.builder(
                        KeySource.of(VerificationKey.of(rsa.getPublic())), ISSUER, AUDIENCE)
                .clock(CLOCK)
                .roles(claim, "")
                .build();
        return show(authenticator, rs(claims)).map(Caller::role);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "a.b.c",
                "a.b",
                "a.b.c.d.e",
                "🙂.🙂.🙂",
                " ",
                "e30.e30.e30",
                "eyJhbGciOiJSUzI1NiJ9.e30."
            })
    void whatIsNoTokenLetsNobodyIn(String token) {
        assertThat(show(all, token)).isEmpty();
    }

    @Test
    void aNameTwiceInTheHeaderIsRefused() {
        String good = rs(claims());
        String[] parts = good.split("\\.");
        String twice = base64("{\"alg\":\"none\",\"alg\":\"RS256\"}");
        assertThat(show(all, twice + "." + parts[1] + "." + parts[2])).isEmpty();
    }

    @Test
    void aTokenLongerThanEightKilobytesIsRefused() {
        Map<String, Object> claims = new HashMap<>(claims());
        claims.put("padding", "x".repeat(8 * 1024));
        assertThat(show(all, rs(claims))).isEmpty();
    }

    @Test
    void noTokenWithOneCharacterChangedLetsAnybodyIn() {
        String good = rs(claims());
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            StringBuilder changed = new StringBuilder(good);
            int at = random.nextInt(good.length() - 2); // the last character has bits that nobody reads
            char to = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \u0000é"
                    .charAt(random.nextInt(70));
            changed.setCharAt(at, to);
            if (to != good.charAt(at)) {
                assertThat(show(all, changed.toString())).as("%s at %s", to, at).isEmpty();
            }
        }
    }

    @Test
    void shortKeysAndKeysOfOtherKindsAreNotTaken() throws Exception {
        assertThatThrownBy(() -> VerificationKey.secret(new byte[31])).hasMessageContaining("31 bytes");
        KeyPair weak = TestTokens.rsa(1024);
        assertThatThrownBy(() -> VerificationKey.of(weak.getPublic())).hasMessageContaining("1024 bits");
        KeyPair other = TestTokens.ec("secp384r1");
        assertThatThrownBy(() -> VerificationKey.of(other.getPublic())).hasMessageContaining("P-256");
        KeyPair ed448 = TestTokens.ed("Ed448");
        assertThatThrownBy(() -> VerificationKey.of(ed448.getPublic())).hasMessageContaining("Ed25519");
        assertThatThrownBy(KeySource::of).isInstanceOf(TmuxBridgeException.class);
    }

    @Test
    void publicKeysAreReadFromPem() {
        for (KeyPair pair : List.of(rsa, ec, ed)) {
            String pem = "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                    + "\n-----END PUBLIC KEY-----\n";
            assertThat(VerificationKey.pem(pem).key()).isEqualTo(pair.getPublic());
        }
        assertThatThrownBy(() -> VerificationKey.pem("-----BEGIN PRIVATE KEY-----"))
                .isInstanceOf(TmuxBridgeException.class);
        assertThatThrownBy(() -> VerificationKey.pem("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"))
                .isInstanceOf(TmuxBridgeException.class);
    }

    @Test
    void keysAreNeverShown() {
        assertThat(VerificationKey.secret("0123456789abcdef0123456789abcdef".getBytes()))
                .hasToString("VerificationKey[HS256]");
    }

    /** The library's own words for a wrong signature have the whole token in them. */
    @Test
    void noPartOfATokenIsEverLogged() {
        Logger logger = (Logger) LoggerFactory.getLogger("io.tmuxbridge.jwt");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Level before = logger.getLevel();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.TRACE);
        String good = rs(claims());
        List<String> refused = List.of(
                good.substring(0, good.length() - 10) + "AAAAAAAAAA",
                rs(claims("aud", "canary-audience")),
                rs(claims("iss", "canary-issuer")),
                rs(claims("exp", 7)),
                rs(claims("nbf", CLOCK.instant().getEpochSecond() + 1000)),
                "canary.canary.canary");
        try {
            refused.forEach(token -> assertThat(show(all, token)).isEmpty());
        } finally {
            logger.setLevel(before);
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .hasSize(refused.size())
                .allSatisfy(event -> assertThat(event.getFormattedMessage())
                        .doesNotContain("canary")
                        .doesNotContain(good.split("\\.")[1])
                        .doesNotContain("eyJ"));
    }
}
