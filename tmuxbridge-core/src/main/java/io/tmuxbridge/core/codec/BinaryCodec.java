package io.tmuxbridge.core.codec;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.core.codec.ClientMessage.Target;
import io.tmuxbridge.transport.Frame;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Subprotocol {@code tmuxbridge.v1.binary}: output, snapshots and input are binary frames of a 13-byte header (kind,
 * channel, offset or seq, big endian) and raw bytes; all else is JSON text.
 *
 * <p><b>Threads:</b> any number at once, if the clock allows it. Holds nothing that needs closing.
 */
public final class BinaryCodec implements Codec {

    static final byte OUTPUT = 1;
    static final byte SNAPSHOT = 2;
    static final byte INPUT = 3;

    /** Bytes of a binary frame before its data. */
    public static final int HEADER = 13;

    private final JsonCodec json;

    /**
     * Creates a codec.
     *
     * @param maxMessageBytes size of the largest message that will be decoded, in bytes
     * @param clock milliseconds since the epoch, for {@code timestamp}
     */
    public BinaryCodec(int maxMessageBytes, LongSupplier clock) {
        json = new JsonCodec(maxMessageBytes, clock);
    }

    @Override
    public ClientMessage decodeText(String text) {
        return json.decodeText(text);
    }

    @Override
    public ClientMessage decodeBinary(ByteBuffer bytes) {
        ByteBuffer frame = bytes.duplicate();
        if (frame.remaining() < HEADER) {
            throw new BadMessageException(
                    ErrorCode.MALFORMED, "a binary message of " + frame.remaining() + " bytes: the header has 13");
        }
        byte kind = frame.get();
        long channel = Integer.toUnsignedLong(frame.getInt());
        long seq = frame.getLong();
        if (kind != INPUT) {
            throw new BadMessageException(
                    ErrorCode.MALFORMED, "a binary message of kind " + (kind & 0xff) + ": a client sends 3, input");
        }
        if (channel == 0) {
            throw new BadMessageException(ErrorCode.INVALID, "channel is 0: use the one that connected named");
        }
        if (seq < 0 || seq > Numbers.MAX) {
            throw new BadMessageException(
                    ErrorCode.INVALID, "seq is " + Long.toUnsignedString(seq) + ": it must be 0 to " + Numbers.MAX);
        }
        byte[] data = new byte[frame.remaining()];
        frame.get(data);
        return new ClientMessage.Input(new Target(OptionalLong.of(channel), Optional.empty()), seq, data);
    }

    @Override
    public Frame encode(ServerMessage message) {
        return message instanceof ServerMessage.Output output ? output(output) : json.encode(message);
    }

    private static Frame output(ServerMessage.Output output) {
        ByteBuffer data = output.data().duplicate();
        ByteBuffer frame = ByteBuffer.allocate(HEADER + data.remaining());
        frame.put(output.snapshot() ? SNAPSHOT : OUTPUT);
        frame.putInt((int) output.terminal().channel());
        frame.putLong(output.offset());
        frame.put(data).flip();
        return new Frame.Binary(frame);
    }
}
