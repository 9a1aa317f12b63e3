package io.tmuxbridge.jwt;

import io.tmuxbridge.TmuxBridgeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a JSON Web Key Set (RFC 7517): the keys in it that verify signatures; others are left out, secrets above all.
 */
final class JwksDocument {

    private static final Logger LOG = LoggerFactory.getLogger(JwksDocument.class);
    private static final int MAX_KEYS = 100;

    private JwksDocument() {}

    /**
     * Reads the keys.
     *
     * @throws JoseException when the text is no key set, or has no key that serves
     */
    static List<VerificationKey> keys(String json) throws JoseException {
        Object listed = JsonUtil.parseJson(json).get("keys");
        if (!(listed instanceof List<?> entries)) {
            throw new JoseException("the document has no list \"keys\"");
        }
        if (entries.size() > MAX_KEYS) {
            throw new JoseException("the document has " + entries.size() + " keys: at most " + MAX_KEYS + " are read");
        }
        List<VerificationKey> keys = new ArrayList<>();
        for (Object entry : entries) {
            key(entry).ifPresent(keys::add);
        }
        if (keys.isEmpty()) {
            throw new JoseException("none of " + entries.size() + " keys is for RS256, ES256 or EdDSA");
        }
        return List.copyOf(keys);
    }

    private static Optional<VerificationKey> key(Object entry) {
        try {
            if (!(entry instanceof Map<?, ?>)) {
                return Optional.empty();
            }
            @SuppressWarnings("unchecked") // JSON objects have texts for names
            JsonWebKey jwk = JsonWebKey.Factory.newJwk((Map<String, Object>) entry);
            if (!(jwk instanceof PublicJsonWebKey pair) || "enc".equals(jwk.getUse())) {
                return Optional.empty();
            }
            JwtAlgorithm algorithm = JwtAlgorithm.of(pair.getPublicKey());
            boolean meant = jwk.getAlgorithm() == null || jwk.getAlgorithm().equals(algorithm.wire());
            return meant
                    ? Optional.of(
                            new VerificationKey(Optional.ofNullable(jwk.getKeyId()), algorithm, pair.getPublicKey()))
                    : Optional.empty();
        } catch (JoseException | TmuxBridgeException e) {
            LOG.debug("a key of the set is left out: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
