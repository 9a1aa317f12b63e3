package io.tmuxbridge.jwt;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.util.List;
import java.util.Optional;

/**
 * Where the keys come from that verify tokens. A token only chooses among them, by its {@code kid}; it never brings
 * one.
 *
 * <p><b>Threads:</b> called from any thread, several at a time; may block for some seconds.
 */
@FunctionalInterface
public interface KeySource {

    /**
     * Finds a key.
     *
     * @param algorithm what the token is signed by
     * @param kid the key it names; absent when it names none
     * @return the key, or empty when none fits or the token leaves it open which of several it is
     */
    Optional<VerificationKey> find(JwtAlgorithm algorithm, Optional<String> kid);

    /**
     * Keys that do not change. A token that names a {@code kid} is verified by a key without an id, too, when that is
     * the only one of its algorithm.
     *
     * @param keys one at least
     * @return the source
     */
    static KeySource of(VerificationKey... keys) {
        List<VerificationKey> known = List.of(keys);
        if (known.isEmpty()) {
            throw new TmuxBridgeException(ErrorCode.INVALID, "there is no key: no token could ever be verified");
        }
        return (algorithm, kid) -> only(known, algorithm, kid)
                .or(() -> only(known, algorithm, Optional.empty())
                        .filter(key -> key.id().isEmpty()));
    }

    /** The only one that fits. */
    private static Optional<VerificationKey> only(
            List<VerificationKey> keys, JwtAlgorithm algorithm, Optional<String> kid) {
        List<VerificationKey> fitting =
                keys.stream().filter(key -> key.serves(algorithm, kid)).toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }
}
