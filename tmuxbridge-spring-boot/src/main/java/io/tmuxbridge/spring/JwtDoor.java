package io.tmuxbridge.spring;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.jwt.JwksKeys;
import io.tmuxbridge.jwt.JwtAuthenticator;
import io.tmuxbridge.jwt.KeySource;
import io.tmuxbridge.jwt.VerificationKey;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/** JSON Web Tokens as properties tell. The only class here that knows tmuxbridge-jwt, which may be absent. */
final class JwtDoor {

    private static final String PREFIX = "tmuxbridge.access.jwt.";

    private JwtDoor() {}

    static Authenticator of(TmuxBridgeProperties.Jwt jwt) {
        return JwtAuthenticator.builder(
                        keys(jwt), required("issuer", jwt.issuer()), required("audience", jwt.audience()))
                .roles(jwt.rolesClaim(), jwt.rolesPrefix())
                .skew(jwt.skew())
                .maxLifetime(jwt.maxLifetime())
                .build();
    }

    private static KeySource keys(TmuxBridgeProperties.Jwt jwt) {
        if (jwt.jwks() != null && jwt.key() == null) {
            return JwksKeys.at(jwt.jwks());
        }
        if (jwt.key() != null && jwt.jwks() == null) {
            return KeySource.of(VerificationKey.read(bytes(jwt.key())));
        }
        throw new TmuxBridgeException(
                ErrorCode.INVALID, "exactly one of " + PREFIX + "jwks and " + PREFIX + "key must be set");
    }

    private static byte[] bytes(Resource resource) {
        try {
            return resource.getContentAsByteArray();
        } catch (IOException e) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    PREFIX + "key is " + resource.getDescription() + ", which cannot be read: " + e.getMessage(),
                    e);
        }
    }

    private static String required(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, PREFIX + name + " is not set: every token must name it, so it must be known");
        }
        return value;
    }
}
