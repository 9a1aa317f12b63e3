package io.tmuxbridge.client;

import java.util.List;

/**
 * Input that may or may not have arrived.
 *
 * @param data what was sent, oldest first, in the pieces in which it was sent; empty where the server tells of input without number
 * @param why for people
 */
public record LostInput(List<byte[]> data, String why) {

    /** Takes an unmodifiable copy of the list. */
    public LostInput {
        data = List.copyOf(data);
    }

    /**
     * How much it is.
     *
     * @return a number of bytes
     */
    public long bytes() {
        return data.stream().mapToLong(piece -> piece.length).sum();
    }
}
