package io.tmuxbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.testkit.TmuxServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Who comes in by which properties and beans. */
@ExtendWith(OutputCaptureExtension.class)
class WaysInTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(TmuxBridgeAutoConfiguration.class))
            .withPropertyValues(
                    "tmuxbridge.tmux.binary=" + TmuxServer.binary(),
                    "tmuxbridge.tmux.socket-name=" + TmuxServer.create().socketName());

    @Test
    void withoutAWayInNobodyComesInAndTheLogSaysWhatToSet(CapturedOutput output) {
        application.run(context -> {
            assertThat(context).hasSingleBean(TmuxBridge.class);
            assertThat(context.getBean(Doors.class).authenticate(Credentials.bearer("any")))
                    .isEmpty();
            assertThat(output).contains("nobody can sign in", "tmuxbridge.access.roles", "tmuxbridge.access.jwt");
        });
    }

    @Test
    void withAWayInTheLogIsSilent(CapturedOutput output) {
        application
                .withUserConfiguration(TwoDoors.class)
                .run(context -> assertThat(output).doesNotContain("nobody can sign in"));
    }

    @Test
    void whoMayEnterIsThereForTheLog() {
        application.run(
                context -> assertThat(context.getBean(Doors.class).who()).isEqualTo("nobody"));
        application
                .withUserConfiguration(TwoDoors.class)
                .withPropertyValues("tmuxbridge.access.roles.STAFF=operator", "tmuxbridge.access.roles.OPS=admin")
                .run(
                        context -> assertThat(context.getBean(Doors.class).who())
                                .isEqualTo(
                                        "whom the application's Authenticator admits, role OPS as admin, role STAFF as operator"));
    }

    @Test
    void severalBeansAreAskedInTheirOrder() {
        application.withUserConfiguration(TwoDoors.class).run(context -> {
            Doors doors = context.getBean(Doors.class);
            assertThat(doors.authenticate(Credentials.bearer("both"))).contains(Caller.of("first", Role.VIEWER));
            assertThat(doors.authenticate(Credentials.bearer("second"))).contains(Caller.of("second", Role.ADMIN));
            assertThat(doors.authenticate(Credentials.bearer("none"))).isEmpty();
        });
    }

    @Test
    void aTokenSignedByThePublicKeyComesIn(@TempDir Path directory) throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path pem = writePem(directory, keys);
        application
                .withPropertyValues(
                        "tmuxbridge.access.jwt.key=file:" + pem,
                        "tmuxbridge.access.jwt.issuer=https://login.example.org",
                        "tmuxbridge.access.jwt.roles-claim=groups",
                        "tmuxbridge.access.jwt.roles-prefix=tmux-")
                .run(context -> {
                    Doors doors = context.getBean(Doors.class);
                    assertThat(doors.authenticate(Credentials.bearer(token(keys, "tmuxbridge"))))
                            .hasValueSatisfying(caller -> {
                                assertThat(caller.name()).isEqualTo("ada");
                                assertThat(caller.role()).isEqualTo(Role.OPERATOR);
                            });
                    assertThat(doors.authenticate(Credentials.bearer(token(keys, "another"))))
                            .isEmpty();
                });
    }

    @Test
    void aTokenSignedByASharedSecretComesIn(@TempDir Path directory) throws Exception {
        byte[] secret = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        Path file = Files.write(directory.resolve("secret"), secret);
        application
                .withPropertyValues(
                        "tmuxbridge.access.jwt.key=file:" + file,
                        "tmuxbridge.access.jwt.issuer=https://login.example.org")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aTokenNeedsAKeyAndAnIssuer() {
        application
                .withPropertyValues("tmuxbridge.access.jwt.issuer=https://login.example.org")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("tmuxbridge.access.jwt.jwks"));
        application
                .withPropertyValues("tmuxbridge.access.jwt.jwks=https://login.example.org/keys")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("tmuxbridge.access.jwt.issuer is not set"));
    }

    @Test
    void withoutItsModuleAJsonWebTokenIsRefusedWhenTheApplicationStarts() {
        application
                .withClassLoader(new FilteredClassLoader("io.tmuxbridge.jwt"))
                .withPropertyValues("tmuxbridge.access.jwt.issuer=https://login.example.org")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(TmuxBridgeException.class)
                        .hasMessageContaining("tmuxbridge-jwt is not on the class path"));
    }

    @Test
    void rolesThatAreNoneAreRefused() {
        application
                .withPropertyValues("tmuxbridge.access.roles.staff=emperor")
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("emperor"));
    }

    @Test
    void aBridgeOfTheApplicationsOwnIsTakenAsItIs() {
        TmuxBridge own = Mockito.mock();
        application
                .withBean(TmuxBridge.class, () -> own)
                .run(context -> assertThat(context.getBean(TmuxBridge.class)).isSameAs(own));
        Mockito.verify(own, Mockito.atLeastOnce()).close();
    }

    /** Who believed in a limit that nobody had set was told nothing. */
    @Test
    void whatHasNoEffectOnABridgeOfTheApplicationsOwnIsNamedInTheLog(CapturedOutput output) {
        withOwnBridge("tmuxbridge.limits.max-connections=5", "tmuxbridge.access.roles.STAFF=operator");
        assertThat(output)
                .contains("no effect", "tmuxbridge.access, tmuxbridge.limits, tmuxbridge.tmux.")
                .doesNotContain("tmuxbridge.quotas");
    }

    @Test
    void whatHasAnEffectIsNotNamed(CapturedOutput output) {
        application
                .withUserConfiguration(TwoDoors.class)
                .withPropertyValues("tmuxbridge.limits.max-connections=5")
                .run(context -> assertThat(output).doesNotContain("no effect"));
    }

    private void withOwnBridge(String... properties) {
        application
                .withBean(TmuxBridge.class, Mockito::mock)
                .withPropertyValues(properties)
                .run(context -> assertThat(context).hasNotFailed());
    }

    private static Path writePem(Path directory, KeyPair keys) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded());
        return Files.writeString(
                directory.resolve("key.pem"), "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n");
    }

    private static String token(KeyPair keys, String audience) throws Exception {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("https://login.example.org");
        claims.setAudience(audience);
        claims.setSubject("ada");
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setStringListClaim("groups", "tmux-operator", "people");
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue("EdDSA");
        signature.setPayload(claims.toJson());
        signature.setKey(keys.getPrivate());
        return signature.getCompactSerialization();
    }

    /** Two ways in of the application's own. */
    @Configuration(proxyBeanMethods = false)
    static class TwoDoors {

        @Bean
        @Order(2)
        Authenticator second() {
            return credentials -> credentials
                    .bearer()
                    .filter(List.of("both", "second")::contains)
                    .map(token -> Caller.of("second", Role.ADMIN));
        }

        @Bean
        @Order(1)
        Authenticator first() {
            return credentials ->
                    credentials.bearer().filter("both"::equals).map(token -> Caller.of("first", Role.VIEWER));
        }
    }
}
