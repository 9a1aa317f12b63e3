package io.tmuxbridge.examples.cli;

import java.nio.ByteBuffer;

/**
 * What the header of a binary message of {@code tmuxbridge.v1.binary} says of the piece of a stream that follows it.
 *
 * @param kind what it is
 * @param channel the terminal it is about
 * @param offset where it begins in the stream; a snapshot is of that place and takes none up
 * @param length bytes of its content
 */
record Piece(Kind kind, long channel, long offset, int length) {

    private static final byte OUTPUT = 1;
    private static final byte SNAPSHOT = 2;

    /** The kinds of piece, and what no client knows. */
    enum Kind {
        OUTPUT,
        SNAPSHOT,
        UNKNOWN
    }

    /** Reads the header, of {@link Outgoing#HEADER} bytes; the content is what then remains of the message. */
    static Piece readHeader(ByteBuffer message) {
        Kind kind = switch (message.get()) {
            case OUTPUT -> Kind.OUTPUT;
            case SNAPSHOT -> Kind.SNAPSHOT;
            default -> Kind.UNKNOWN;
        };
        long channel = Integer.toUnsignedLong(message.getInt());
        return new Piece(kind, channel, message.getLong(), message.remaining());
    }

    boolean isSnapshot() {
        return kind == Kind.SNAPSHOT;
    }

    /** Where the stream goes on after it. */
    long end() {
        return isSnapshot() ? offset : offset + length;
    }
}
