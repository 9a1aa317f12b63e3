package io.tmuxbridge.transport;

import java.util.List;
import java.util.Optional;

/** The WebSocket subprotocols of the wire contract, and how one is selected. */
public enum Subprotocol {
    /** Everything as JSON text. */
    JSON("tmuxbridge.v1.json"),
    /** Output and input as binary frames, the rest as JSON text. */
    BINARY("tmuxbridge.v1.binary");

    /** The prefix of a subprotocol value that carries a token; the rest is the token in base64url. */
    public static final String BEARER_PREFIX = "bearer.";

    private final String wire;

    Subprotocol(String wire) {
        this.wire = wire;
    }

    /**
     * Returns the name used in {@code Sec-WebSocket-Protocol}.
     *
     * @return the name
     */
    public String wire() {
        return wire;
    }

    /**
     * Selects the first offered value that is known.
     *
     * @param offered the client's values, in the client's order
     * @return the subprotocol to agree on, if any
     */
    public static Optional<Subprotocol> pick(List<String> offered) {
        for (String value : offered) {
            for (Subprotocol known : values()) {
                if (known.wire.equals(value)) {
                    return Optional.of(known);
                }
            }
        }
        return Optional.empty();
    }
}
