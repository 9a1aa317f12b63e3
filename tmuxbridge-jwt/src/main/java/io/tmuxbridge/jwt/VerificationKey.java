package io.tmuxbridge.jwt;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that verifies tokens, and the one algorithm it does so by.
 *
 * @param id the key's {@code kid}; absent when it has none
 * @param algorithm what it is for
 * @param key a public key, or the secret of HS256
 */
public record VerificationKey(Optional<String> id, JwtAlgorithm algorithm, Key key) {

    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    /** Checks that the key is of the algorithm's kind and long enough. */
    public VerificationKey {
        JwtAlgorithm fitting = JwtAlgorithm.of(key);
        if (fitting != algorithm) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, "a key for " + algorithm.wire() + " is one for " + fitting.wire());
        }
    }

    /**
     * A public key without an id.
     *
     * @param key RSA of 2048 bits at least, EC on P-256, or Ed25519
     * @return the key with its algorithm
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} for any other key
     */
    public static VerificationKey of(PublicKey key) {
        return new VerificationKey(Optional.empty(), JwtAlgorithm.of(key), key);
    }

    /**
     * The secret of HS256, shared with whoever signs: it lets its holder make tokens, too.
     *
     * @param secret 32 random bytes at least; copied
     * @return the key
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when it is shorter
     */
    public static VerificationKey secret(byte[] secret) {
        if (secret.length < JwtAlgorithm.LEAST_SECRET_BYTES) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "a secret for HS256 has " + secret.length + " bytes: it must have "
                            + JwtAlgorithm.LEAST_SECRET_BYTES + " at least");
        }
        return new VerificationKey(Optional.empty(), JwtAlgorithm.HS256, new SecretKeySpec(secret, "HmacSHA256"));
    }

    /**
     * Reads a key as it stands in a file: a public key in PEM form, or the secret of HS256, all bytes of the file.
     *
     * @param file the file's content; copied
     * @return the key with its algorithm
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when it is neither
     */
    public static VerificationKey read(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        return text.contains("-----BEGIN") ? pem(text) : secret(file);
    }

    /**
     * Reads a public key from PEM text, {@code -----BEGIN PUBLIC KEY-----}.
     *
     * @param text the text
     * @return the key with its algorithm
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when it is not one that is supported
     */
    public static VerificationKey pem(String text) {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, "no public key in PEM form was found: it begins with " + BEGIN);
        }
        byte[] bytes = decode(text.substring(begin + BEGIN.length(), end));
        for (String kind : List.of("RSA", "EC", "Ed25519")) {
            try {
                return of(KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(bytes)));
            } catch (GeneralSecurityException e) {
                continue; // of another kind
            }
        }
        throw new TmuxBridgeException(ErrorCode.INVALID, "the public key is neither RSA nor EC nor Ed25519");
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new TmuxBridgeException(ErrorCode.INVALID, "the public key is not base64", e);
        }
    }

    /** Whether it may verify a token that names this algorithm and key. */
    boolean serves(JwtAlgorithm wanted, Optional<String> kid) {
        return algorithm == wanted && (kid.isEmpty() || kid.equals(id));
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return "VerificationKey[" + algorithm.wire() + id.map(kid -> " " + kid).orElse("") + "]";
    }
}
