package io.tmuxbridge.examples.server;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * A certificate and its key from PEM files (RFC 7468), as other servers take them: the chain from the server's own
 * certificate upwards, and a PKCS#8 key without password, RSA, EC or Ed25519.
 */
public final class PemIdentity {

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    private static final String CONVERT = "; make one with: openssl pkcs8 -topk8 -nocrypt -in OLD.pem -out NEW.pem";

    private PemIdentity() {}

    /**
     * Reads both files.
     *
     * @param certificate file with one or more certificates
     * @param key file with the private key of the first certificate
     * @return a context for TLS 1.2 and later; it reads the files again when they change
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when a file is missing, is something else, or the two do
     *     not belong together
     */
    public static SSLContext read(Path certificate, Path key) {
        return read(certificate, key, Duration.ofSeconds(5));
    }

    /**
     * Trusts a server that has one certificate, and no other, whoever signed it and whatever name is in it.
     *
     * @param certificate file with the server's certificate; it is read with each connection
     * @return a context for clients
     */
    public static SSLContext trusting(Path certificate) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new OneCertificate(certificate)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw invalid("TLS cannot be set up with " + certificate + ": " + e.getMessage());
        }
    }

    /** Looks at the files so often at most. */
    static SSLContext read(Path certificate, Path key, Duration pause) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new ReloadingKeys(certificate, key, pause)}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw invalid("TLS cannot be set up from " + certificate + " and " + key + ": " + e.getMessage());
        }
    }

    /** A chain of certificates, and the key of the first. */
    record Identity(X509Certificate[] chain, PrivateKey key) {}

    static Identity identity(Path certificate, Path key) {
        try {
            X509Certificate[] chain = chain(certificate);
            PrivateKey privateKey = key(key, chain[0].getPublicKey().getAlgorithm());
            KeyPairCheck.require(chain[0].getPublicKey(), privateKey, certificate, key);
            return new Identity(chain, privateKey);
        } catch (GeneralSecurityException e) {
            throw invalid("TLS cannot be set up from " + certificate + " and " + key + ": " + e.getMessage());
        }
    }

    static X509Certificate[] chain(Path file) {
        byte[] content = text(file).getBytes(StandardCharsets.ISO_8859_1);
        try {
            Collection<? extends java.security.cert.Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content));
            if (found.isEmpty()) {
                throw invalid(file + " has no certificate in it: a PEM file begins with -----BEGIN CERTIFICATE-----");
            }
            return found.toArray(X509Certificate[]::new);
        } catch (CertificateException e) {
            throw invalid(file + " is not a PEM file of certificates: " + e.getMessage());
        }
    }

    private static PrivateKey key(Path file, String algorithm) throws GeneralSecurityException {
        Matcher block = BLOCK.matcher(text(file));
        String seen = "";
        while (block.find()) {
            seen = block.group(1);
            if (seen.equals("PRIVATE KEY")) {
                return decode(file, block.group(2), algorithm);
            }
        }
        throw invalid(
                switch (seen) {
                    case "ENCRYPTED PRIVATE KEY" ->
                        file + " holds a key with a password, which cannot be asked for here" + CONVERT;
                    case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
                        file + " holds a key in the old format \"" + seen + "\", PKCS#8 is needed" + CONVERT;
                    default -> file + " has no private key in it: a PEM file begins with -----BEGIN PRIVATE KEY-----";
                });
    }

    private static PrivateKey decode(Path file, String base64, String algorithm) throws GeneralSecurityException {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(base64);
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (IllegalArgumentException | java.security.spec.InvalidKeySpecException e) {
            throw invalid(file + " does not hold a key of the certificate's kind (" + algorithm + ")");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw invalid("there is no file " + file);
        } catch (IOException e) {
            throw invalid(file + " cannot be read: " + e.getMessage());
        }
    }

    static TmuxBridgeException invalid(String message) {
        return new TmuxBridgeException(ErrorCode.INVALID, message);
    }
}
