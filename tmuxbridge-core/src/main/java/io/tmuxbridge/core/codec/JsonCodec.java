package io.tmuxbridge.core.codec;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.transport.Frame;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/**
 * Subprotocol {@code tmuxbridge.v1.json}: everything is JSON text.
 *
 * <p><b>Threads:</b> any number at once, if the clock allows it. Holds nothing that needs closing.
 */
public final class JsonCodec implements Codec {

    private final JsonDecoder decoder;
    private final JsonEncoder encoder;

    /**
     * Creates a codec.
     *
     * @param maxMessageBytes size of the largest message that will be decoded, in bytes; strings may be as long
     * @param clock milliseconds since the epoch, for {@code timestamp}
     */
    public JsonCodec(int maxMessageBytes, LongSupplier clock) {
        decoder = new JsonDecoder(maxMessageBytes);
        encoder = new JsonEncoder(clock);
    }

    @Override
    public ClientMessage decodeText(String text) {
        return decoder.decode(text);
    }

    @Override
    public ClientMessage decodeBinary(ByteBuffer bytes) {
        throw new BadMessageException(
                ErrorCode.MALFORMED,
                "a binary message of " + bytes.remaining() + " bytes on a JSON connection: send text, or offer"
                        + " tmuxbridge.v1.binary");
    }

    @Override
    public Frame encode(ServerMessage message) {
        return new Frame.Text(encoder.encode(message));
    }
}
