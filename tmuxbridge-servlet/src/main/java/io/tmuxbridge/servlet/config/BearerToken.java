package io.tmuxbridge.servlet.config;

import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * Whoever shows the one token of {@code tmuxbridge.access.token} comes in. Only its hash is kept, and compared in
 * constant time.
 *
 * <p><b>Threads:</b> any; never changes.
 */
final class BearerToken implements Authenticator {

    private static final int LEAST_CHARACTERS = 32;

    private final byte[] hash;
    private final Caller caller;

    private BearerToken(String token, Role role) {
        this.hash = sha256(token);
        this.caller = Caller.of("token", role);
    }

    /** The authenticator; empty when no token is set. */
    static Optional<BearerToken> read(SettingsSource source) {
        Setting token = Setting.of(source, "tmuxbridge.access.token");
        Setting named = Setting.of(source, "tmuxbridge.access.token-role");
        Role role = named.role(Role.OPERATOR);
        if (named.isSet() && !token.isSet()) {
            throw named.wrong("there is no token that could have it: set " + token.name() + " as well");
        }
        return token.value().map(text -> {
            if (text.length() < LEAST_CHARACTERS) {
                throw Setting.invalid(token.name() + " has " + text.length()
                        + " characters, which can be guessed: use 32 random ones or more, for example of openssl rand"
                        + " -hex 32");
            }
            return new BearerToken(text, role);
        });
    }

    @Override
    public Optional<Caller> authenticate(Credentials credentials) {
        return credentials
                .bearer()
                .filter(shown -> MessageDigest.isEqual(hash, sha256(shown)))
                .map(shown -> caller);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
