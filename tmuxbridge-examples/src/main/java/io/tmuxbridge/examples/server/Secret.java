package io.tmuxbridge.examples.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A secret of which only the hash is kept: a dump of memory or a log shows nothing to sign in with.
 *
 * <p>Its text has 256 random bits, so a plain hash is enough: there is nothing to guess.
 *
 * <p><b>Threads:</b> immutable.
 */
final class Secret {

    private static final int BYTES = 32;

    private final byte[] hash;

    private Secret(byte[] hash) {
        this.hash = hash;
    }

    /** Random text fit for URLs and cookies, 43 characters. */
    static String text(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static Secret of(String text) {
        return new Secret(sha256(text));
    }

    /** Compares in constant time. */
    boolean matches(String candidate) {
        return MessageDigest.isEqual(hash, sha256(candidate));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
