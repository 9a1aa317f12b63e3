package io.tmuxbridge.jwt;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * What a token says of its own signature, read before anything is verified and believed in nothing but this: which of
 * our algorithms, which of our keys.
 *
 * @param algorithm one of those accepted; {@code none} is not
 * @param kid the key it names
 */
record JwsHeader(JwtAlgorithm algorithm, Optional<String> kid) {

    /** Longer tokens are nobody's. */
    static final int MAX_TOKEN = 8 * 1024;

    private static final int MAX_KID = 256;
    /**
     * Three parts in base64url and nothing else: libraries skip what does not belong there, so one token had many
     * texts.
     */
    private static final Pattern SIGNED = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    /** Headers by which a token would bring its own key, or ask for rules that we do not have. */
    private static final Set<String> REFUSED = Set.of("crit", "jwk", "jku", "x5u", "x5c", "b64", "zip", "enc", "cty");

    /**
     * Reads the header of a token.
     *
     * @throws RefusedTokenException when it is not one that could be verified
     */
    static JwsHeader of(String token) {
        require(token.length() <= MAX_TOKEN, "it has more than " + MAX_TOKEN + " characters");
        require(SIGNED.matcher(token).matches(), "it has not the three parts of a signed token");
        Map<String, Object> header = parse(token.substring(0, token.indexOf('.')));
        for (String name : REFUSED) {
            require(!header.containsKey(name), "its header has " + name);
        }
        Object type = header.getOrDefault("typ", "JWT");
        require(
                type instanceof String text && TYPES.contains(text.toLowerCase(Locale.ROOT)),
                "its typ is not that of an access token");
        JwtAlgorithm algorithm = Optional.ofNullable(header.get("alg"))
                .map(Object::toString)
                .flatMap(JwtAlgorithm::named)
                .orElseThrow(() -> new RefusedTokenException("its alg is not one of those accepted"));
        return new JwsHeader(algorithm, kid(header.get("kid")));
    }

    private static Optional<String> kid(@Nullable Object value) {
        if (value == null) {
            return Optional.empty();
        }
        require(value instanceof String text && text.length() <= MAX_KID, "its kid is not a short text");
        return Optional.of((String) value);
    }

    private static Map<String, Object> parse(String base64) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(base64);
            return JsonUtil.parseJson(new String(json, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | JoseException e) {
            throw new RefusedTokenException("its header cannot be read");
        }
    }

    private static void require(boolean fine, String otherwise) {
        if (!fine) {
            throw new RefusedTokenException(otherwise);
        }
    }
}
