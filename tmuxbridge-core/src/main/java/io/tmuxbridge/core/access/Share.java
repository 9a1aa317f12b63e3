package io.tmuxbridge.core.access;

import io.tmuxbridge.access.Permission;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A share link as it is kept: the hash of its secret, never the secret.
 *
 * @param hash SHA-256 of the secret in hexadecimal
 * @param permission READ or WRITE
 * @param expiresAt when it ends
 */
public record Share(String hash, Permission permission, Instant expiresAt) {

    /** What the names of callers begin with who came in by a link. */
    public static final String CALLER = "share:";

    private static final int ID_LENGTH = 12;

    static Share of(String secret, Permission permission, Instant expiresAt) {
        return new Share(hash(secret), permission, expiresAt);
    }

    /** Names it: the first characters of the hash. */
    public String id() {
        return hash.substring(0, ID_LENGTH);
    }

    /** The name of who comes in by it. */
    public String caller() {
        return CALLER + id();
    }

    boolean opensWith(String secret, Instant now) {
        boolean same = MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII), hash(secret).getBytes(StandardCharsets.US_ASCII));
        return same && now.isBefore(expiresAt);
    }

    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
