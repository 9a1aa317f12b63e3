package io.tmuxbridge.access;

import java.util.Optional;

/**
 * Has the last word on what is typed: lets it through, changes it, or refuses it.
 *
 * <p><b>Threads:</b> called from the transports' threads, several at a time, on the way of every keystroke: it must not
 * block. When it throws, the input is refused.
 */
@FunctionalInterface
public interface InputPolicy {

    /** Lets everything through. */
    InputPolicy NONE = (caller, session, input) -> Optional.of(input);

    /**
     * Decides on one input.
     *
     * @param caller who types
     * @param session {@code $id} of the session
     * @param input the bytes; may be changed or returned as they are
     * @return what is sent to the program, or empty to refuse it
     */
    Optional<byte[]> apply(Caller caller, String session, byte[] input);
}
