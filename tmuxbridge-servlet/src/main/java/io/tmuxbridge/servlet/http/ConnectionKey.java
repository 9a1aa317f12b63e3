package io.tmuxbridge.servlet.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What names a connection, and what proves that a request belongs to it: the opening POST's answer tells both, to
 * nobody but the page that made it. The id stands in paths, and so in logs; the secret travels in a header only. Where
 * the container knew somebody at the handshake, it must know the same one later.
 *
 * @param id 128 random bits, for paths
 * @param secret 256 random bits, for the header {@value #HEADER}
 * @param principal whom the container had authenticated
 */
record ConnectionKey(String id, String secret, Optional<String> principal) {

    static final String HEADER = "Tmuxbridge-Key";

    static ConnectionKey create(SecureRandom random, Optional<String> principal) {
        return new ConnectionKey(word(random, 16), word(random, 32), principal);
    }

    /** Compares without telling by its time how much was right. */
    boolean opens(@Nullable String shown, Optional<String> by) {
        return shown != null && MessageDigest.isEqual(ascii(shown), ascii(secret)) && by.equals(principal);
    }

    /** Never the secret: this goes into logs. */
    @Override
    public String toString() {
        return id;
    }

    private static String word(SecureRandom random, int bytes) {
        byte[] word = new byte[bytes];
        random.nextBytes(word);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(word);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
