package io.tmuxbridge.transport;

import java.util.List;
import java.util.Optional;

/** The WebSocket subprotocols of the wire contract, and how one is picked. */
public enum Subprotocol {
    /** Everything as JSON text. */
    JSON("tmuxbridge.v1.json"),
    /** Output and input as binary frames, the rest as JSON text. */
    BINARY("tmuxbridge.v1.binary");

    /** What a subprotocol value that carries a token starts with; the rest is base64url of the token. */
    public static final String BEARER_PREFIX = "bearer.";

    private final String wire;

    Subprotocol(String wire) {
        this.wire = wire;
    }

    /**
     * The name in {@code Sec-WebSocket-Protocol}.
     *
     * @return the name
     */
    public String wire() {
        return wire;
    }

    /**
     * Picks the first offered value that is known.
     *
     * @param offered the client's values in its order
     * @return the one to agree on, if any
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
