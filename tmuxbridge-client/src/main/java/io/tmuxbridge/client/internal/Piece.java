package io.tmuxbridge.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A piece of a stream, as either subprotocol brings it.
 *
 * @param channel the terminal it is about
 * @param snapshot whether it is a whole screen
 * @param offset where it begins in the stream
 * @param end where the stream goes on behind it; a snapshot takes none up
 * @param data the bytes
 */
record Piece(long channel, boolean snapshot, long offset, long end, byte[] data) {

    /** Bytes before the content of a binary message: kind, channel, offset or seq. */
    static final int HEADER = 13;

    private static final byte OUTPUT = 1;
    private static final byte SNAPSHOT = 2;

    /** Reads a binary message; empty for one that no client knows. */
    static Optional<Piece> read(ByteBuffer message) {
        if (message.remaining() < HEADER) {
            return Optional.empty();
        }
        byte kind = message.get();
        long channel = Integer.toUnsignedLong(message.getInt());
        long offset = message.getLong();
        if (kind != OUTPUT && kind != SNAPSHOT) {
            return Optional.empty();
        }
        byte[] data = new byte[message.remaining()];
        message.get(data);
        boolean snapshot = kind == SNAPSHOT;
        return Optional.of(new Piece(channel, snapshot, offset, snapshot ? offset : offset + data.length, data));
    }

    /** Reads an {@code output} message. Its text counts as the raw bytes that it says it stands for. */
    static Piece read(JsonNode output) {
        return new Piece(
                output.path("channel").asLong(),
                output.path("snapshot").asBoolean(),
                output.path("offset").asLong(),
                output.path("end").asLong(),
                output.path("data").asText().getBytes(StandardCharsets.UTF_8));
    }
}
