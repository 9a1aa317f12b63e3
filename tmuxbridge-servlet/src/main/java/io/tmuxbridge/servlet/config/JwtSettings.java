package io.tmuxbridge.servlet.config;

import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.jwt.JwksKeys;
import io.tmuxbridge.jwt.JwtAuthenticator;
import io.tmuxbridge.jwt.JwtAuthenticatorBuilder;
import io.tmuxbridge.jwt.KeySource;
import io.tmuxbridge.jwt.VerificationKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The settings {@code tmuxbridge.access.jwt.*}: which JSON Web Tokens are taken. */
final class JwtSettings {

    private static final String PREFIX = "tmuxbridge.access.jwt.";

    private static final List<String> FURTHER =
            List.of("audience", "roles-claim", "roles-prefix", "skew", "max-lifetime");

    private JwtSettings() {}

    /** The authenticator; empty when nothing is said of tokens. */
    static Optional<Authenticator> read(SettingsSource source) {
        Setting issuer = Setting.of(source, PREFIX + "issuer");
        Setting jwks = Setting.of(source, PREFIX + "jwks");
        Setting key = Setting.of(source, PREFIX + "key");
        if (!issuer.isSet() && !jwks.isSet() && !key.isSet()) {
            FURTHER.stream()
                    .map(further -> Setting.of(source, PREFIX + further))
                    .filter(Setting::isSet)
                    .findFirst()
                    .ifPresent(alone -> {
                        throw alone.wrong("no JSON Web Token would be taken: set " + issuer.name() + " as well");
                    });
            return Optional.empty();
        }
        String name = issuer.value()
                .orElseThrow(() -> issuer.wrong("JSON Web Tokens need it: set it to the iss that every token has"));
        if (jwks.isSet() == key.isSet()) {
            throw Setting.invalid("of " + jwks.name() + " (an address with the issuer's keys) and " + key.name()
                    + " (a file with one) " + (jwks.isSet() ? "both are set" : "none is set") + ": set one of them");
        }
        KeySource keys = jwks.map(text -> (KeySource) JwksKeys.at(URI.create(text)))
                .or(() -> key.map(JwtSettings::fromFile))
                .orElseThrow();
        String audience = Setting.of(source, PREFIX + "audience").value().orElse("tmuxbridge");
        String roles = Setting.of(source, PREFIX + "roles-claim").value().orElse("roles");
        String prefix = Setting.of(source, PREFIX + "roles-prefix").value().orElse("");
        JwtAuthenticatorBuilder builder =
                JwtAuthenticator.builder(keys, name, audience).roles(roles, prefix);
        Setting.of(source, PREFIX + "skew").map(text -> builder.skew(Amounts.time(text)));
        Setting.of(source, PREFIX + "max-lifetime").map(text -> builder.maxLifetime(Amounts.time(text)));
        return Optional.of(builder.build());
    }

    /** A public key in PEM, or the secret of HS256: all bytes of the file. */
    private static KeySource fromFile(String file) {
        try {
            return KeySource.of(VerificationKey.read(Files.readAllBytes(Path.of(file))));
        } catch (IOException e) {
            throw new IllegalArgumentException("the file cannot be read: " + e, e);
        }
    }
}
