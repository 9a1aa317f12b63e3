package io.tmuxbridge.examples;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.examples.server.FileRefusal;
import io.tmuxbridge.jwt.JwksKeys;
import io.tmuxbridge.jwt.JwtAuthenticator;
import io.tmuxbridge.jwt.KeySource;
import io.tmuxbridge.jwt.VerificationKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code serve --auth jwt} needs to know of the tokens it takes. */
final class JwtOptions {

    @Option(names = "--jwt-issuer", paramLabel = "ISS", description = "with --auth jwt: the iss of every token")
    private @Nullable String issuer;

    @Option(
            names = "--jwt-audience",
            paramLabel = "AUD",
            defaultValue = "tmuxbridge",
            description = "what every token must have in aud (${DEFAULT-VALUE})")
    private String audience = "";

    @Option(names = "--jwt-jwks", paramLabel = "URL", description = "where the issuer publishes its keys (https)")
    private @Nullable URI jwks;

    @Option(
            names = "--jwt-key",
            paramLabel = "FILE",
            description = "the issuer's public key in PEM, or the secret of HS256 (32 bytes or more, all of the file)")
    private @Nullable Path key;

    @Option(
            names = "--jwt-roles",
            paramLabel = "CLAIM",
            defaultValue = "roles",
            description = "claim with viewer, operator or admin; dots lead into objects (${DEFAULT-VALUE})")
    private String roles = "";

    /**
     * The authenticator; empty when nothing was said of tokens.
     *
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when the options do not make one
     */
    Authenticator authenticator() {
        if (issuer == null || (jwks == null) == (key == null)) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, "--auth jwt needs --jwt-issuer, and one of --jwt-jwks and --jwt-key");
        }
        KeySource keys = jwks != null ? JwksKeys.at(jwks) : KeySource.of(read(key));
        return JwtAuthenticator.builder(keys, issuer, audience).roles(roles, "").build();
    }

    private static VerificationKey read(@Nullable Path key) {
        Path file = Optional.ofNullable(key).orElseThrow();
        try {
            return VerificationKey.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw FileRefusal.of("--jwt-key", file, "read", e);
        }
    }
}
