package io.tmuxbridge.examples.server;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Finds out whether a private key belongs to a public one, before the first handshake fails on it. */
final class KeyPairCheck {

    private static final byte[] SAMPLE = "tmuxbridge".getBytes(StandardCharsets.US_ASCII);

    private KeyPairCheck() {}

    static void require(PublicKey certified, PrivateKey key, Path certificateFile, Path keyFile)
            throws GeneralSecurityException {
        String algorithm = switch (certified.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> certified.getAlgorithm();
        };
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(SAMPLE);
        byte[] signature = signer.sign();
        signer.initVerify(certified);
        signer.update(SAMPLE);
        if (!signer.verify(signature)) {
            throw PemIdentity.invalid(
                    "the key in " + keyFile + " is not that of the first certificate in " + certificateFile);
        }
    }
}
