package io.tmuxbridge.jwt;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.security.Key;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * The signatures that are accepted. Each belongs to one kind of key, so that no token can choose another algorithm for
 * a key than the one it is meant for.
 */
public enum JwtAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256; keys of 2048 bits at least. */
    RS256("RS256"),
    /** ECDSA on the curve P-256 with SHA-256. */
    ES256("ES256"),
    /** Ed25519. */
    EDDSA("EdDSA"),
    /** HMAC with SHA-256; secrets of 32 bytes at least, as RFC 7518 asks for. */
    HS256("HS256");

    static final int LEAST_RSA_BITS = 2048;
    static final int LEAST_SECRET_BYTES = 32;

    private final String wire;

    JwtAlgorithm(String wire) {
        this.wire = wire;
    }

    /**
     * The name in a token's header.
     *
     * @return for example {@code EdDSA}
     */
    public String wire() {
        return wire;
    }

    static Optional<JwtAlgorithm> named(String wire) {
        return Arrays.stream(values()).filter(each -> each.wire.equals(wire)).findFirst();
    }

    /** The one algorithm that a key is for; refuses keys that are too short or of another kind. */
    static JwtAlgorithm of(Key key) {
        if (key instanceof RSAPublicKey rsa) {
            require(
                    rsa.getModulus().bitLength() >= LEAST_RSA_BITS,
                    "an RSA key has " + rsa.getModulus().bitLength() + " bits: it must have " + LEAST_RSA_BITS
                            + " at least");
            return RS256;
        }
        if (key instanceof ECPublicKey ec) {
            int bits = ec.getParams().getCurve().getField().getFieldSize();
            require(bits == 256, "an EC key is of a curve of " + bits + " bits: only P-256 is supported");
            return ES256;
        }
        if (key instanceof EdECPublicKey ed) {
            String curve = ed.getParams().getName();
            require(curve.equals("Ed25519"), "an EdDSA key is of the curve " + curve + ": only Ed25519 is supported");
            return EDDSA;
        }
        if (key instanceof SecretKey secret) {
            byte[] bytes = secret.getEncoded();
            int length = bytes == null ? 0 : bytes.length;
            require(
                    length >= LEAST_SECRET_BYTES,
                    "a secret for HS256 has " + length + " bytes: it must have " + LEAST_SECRET_BYTES + " at least");
            return HS256;
        }
        throw new TmuxBridgeException(
                ErrorCode.INVALID, "a key is " + key.getAlgorithm() + ": it must be RSA, EC, Ed25519 or a secret");
    }

    private static void require(boolean fits, String otherwise) {
        if (!fits) {
            throw new TmuxBridgeException(ErrorCode.INVALID, otherwise);
        }
    }
}
