package io.tmuxbridge.core.codec;

import io.tmuxbridge.transport.Subprotocol;
import java.util.function.LongSupplier;

/**
 * Makes the codec of a subprotocol.
 *
 * <p><b>Threads:</b> stateless.
 */
public final class Codecs {

    private Codecs() {}

    /**
     * Makes a codec; one serves any number of connections.
     *
     * @param subprotocol what was agreed on
     * @param maxMessageBytes size of the largest message that will be decoded, in bytes
     * @param clock milliseconds since the epoch, for {@code timestamp}
     * @return a new codec
     */
    public static Codec of(Subprotocol subprotocol, int maxMessageBytes, LongSupplier clock) {
        return switch (subprotocol) {
            case JSON -> new JsonCodec(maxMessageBytes, clock);
            case BINARY -> new BinaryCodec(maxMessageBytes, clock);
        };
    }
}
