package io.tmuxbridge.access;

import java.util.Optional;

/**
 * Has the last word on what is typed: passes it on, changes it, or refuses it.
 *
 * <p><b>Threads:</b> called from the transports' threads, concurrently, for every keystroke: it must not block. If it
 * throws, the input is refused.
 */
@FunctionalInterface
public interface InputPolicy {

    /** Passes everything on unchanged. */
    InputPolicy NONE = (caller, session, input) -> Optional.of(input);

    /**
     * Decides on one input.
     *
     * @param caller the caller that is typing
     * @param session the session's {@code $id}
     * @param input the bytes; they may be modified or returned as they are
     * @return the bytes to send to the program, or empty to refuse the input
     */
    Optional<byte[]> apply(Caller caller, String session, byte[] input);
}
