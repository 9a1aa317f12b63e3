package io.tmuxbridge.client;

import java.util.ArrayList;
import java.util.List;

/**
 * Input that the client gives up and does not resend on its own, sorted by what is known about it. The pieces are those
 * in which input is sent, oldest first: a long input consists of several.
 *
 * @param uncertain was sent, and may or may not have arrived: check before you repeat it. Empty where the server
 *     reports input without a number
 * @param notSent was never sent, and has not arrived: it was typed after the uncertain input, or while the connection
 *     was lost
 * @param why the reason, in words for users
 */
public record LostInput(List<byte[]> uncertain, List<byte[]> notSent, String why) {

    /** Takes unmodifiable copies of the lists. */
    public LostInput {
        uncertain = List.copyOf(uncertain);
        notSent = List.copyOf(notSent);
    }

    /**
     * Returns how much input may or may not have arrived.
     *
     * @return a number of bytes
     */
    public long uncertainBytes() {
        return bytes(uncertain);
    }

    /**
     * Returns how much input was never sent.
     *
     * @return a number of bytes
     */
    public long notSentBytes() {
        return bytes(notSent);
    }

    private static long bytes(List<byte[]> pieces) {
        return pieces.stream().mapToLong(piece -> piece.length).sum();
    }

    /** States how much input it is, but not its content, which may be a password. */
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
