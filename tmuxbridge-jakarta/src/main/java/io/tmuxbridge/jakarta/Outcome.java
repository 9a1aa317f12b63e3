package io.tmuxbridge.jakarta;

import io.tmuxbridge.jakarta.internal.ReadHandshake;
import io.tmuxbridge.transport.Admission;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Handshake;
import java.util.Optional;

/**
 * What came of a handshake, kept until the connection is open ({@link Handover}): containers differ in what they do
 * when a configurator refuses, so the refusal is carried out in {@code onOpen}.
 */
sealed interface Outcome {

    /**
     * The handshake could be read.
     *
     * @param said what it said
     * @param peer the address that it came from, where the host has told
     * @param host the server's name as it was asked for
     */
    record Read(ReadHandshake said, Optional<String> peer, Optional<String> host) implements Outcome {}

    /**
     * The handshake was read and judged before the container saw it.
     *
     * @param handshake what it said
     * @param admission what came of it, not a refusal
     */
    record Admitted(Handshake handshake, Admission admission) implements Outcome {}

    /**
     * The handshake made no sense.
     *
     * @param code the code to close with
     * @param reason words for the peer
     */
    record Refused(CloseCode code, String reason) implements Outcome {}
}
