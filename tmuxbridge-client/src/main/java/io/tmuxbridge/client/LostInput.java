package io.tmuxbridge.client;

import java.util.ArrayList;
import java.util.List;

/**
 * Input that the client gives up and does not send again by itself, by what is known of it. The pieces are those in which
 * it is sent, oldest first: a long input is several.
 *
 * @param uncertain was sent, and may or may not have arrived: look before you repeat it. Empty where the server tells of
 *     input without number
 * @param notSent was never sent, and has not arrived: it was typed behind what is uncertain, or while the connection was
 *     lost
 * @param why for people
 */
public record LostInput(List<byte[]> uncertain, List<byte[]> notSent, String why) {

    /** Takes unmodifiable copies of the lists. */
    public LostInput {
        uncertain = List.copyOf(uncertain);
        notSent = List.copyOf(notSent);
    }

    /**
     * How much may or may not have arrived.
     *
     * @return a number of bytes
     */
    public long uncertainBytes() {
        return bytes(uncertain);
    }

    /**
     * How much was never sent.
     *
     * @return a number of bytes
     */
    public long notSentBytes() {
        return bytes(notSent);
    }

    private static long bytes(List<byte[]> pieces) {
        return pieces.stream().mapToLong(piece -> piece.length).sum();
    }

    /** Says how much, not what: it may be a password. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (!uncertain.isEmpty()) {
            parts.add(uncertainBytes() + " bytes may not have arrived");
        }
        if (!notSent.isEmpty()) {
            parts.add(notSentBytes() + " bytes were not sent");
        }
        return "LostInput[" + (parts.isEmpty() ? "some may not have arrived" : String.join(", ", parts)) + ": " + why
                + "]";
    }
}
