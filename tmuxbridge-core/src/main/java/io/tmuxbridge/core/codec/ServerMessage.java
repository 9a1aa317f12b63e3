package io.tmuxbridge.core.codec;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the bridge says to a client, before a codec has given it a form. */
public sealed interface ServerMessage {

    /**
     * The terminal a message is about, as the client knows it.
     *
     * @param channel unique on its connection, 1 to 2^32-1
     * @param sessionId the session as the client named it
     * @param paneId the pane
     */
    record Terminal(long channel, String sessionId, String paneId) {}

    /** How a connect continued the client's stream. */
    enum Continuation {
        FRESH,
        RESUMED,
        GAP
    }

    /**
     * First answer to connect.
     *
     * @param terminal the terminal
     * @param epoch the life of the stream
     * @param offset where the stream goes on
     * @param cols columns of the terminal, not of the viewer
     * @param rows rows of the terminal
     * @param access what the viewer was granted
     * @param clientId the client's name, made by the server when it gave none
     * @param resume how the stream continues
     * @param lost bytes lost, with {@code GAP} only
     * @param inputSeq last input applied for this client
     */
    record Connected(
            Terminal terminal,
            String epoch,
            long offset,
            int cols,
            int rows,
            ClientMessage.Access access,
            String clientId,
            Continuation resume,
            OptionalLong lost,
            long inputSeq)
            implements ServerMessage {}

    /**
     * Terminal bytes: valid UTF-8 that neither begins nor ends within a character.
     *
     * @param terminal the terminal
     * @param offset position of the first byte; of a snapshot: the position it was taken at
     * @param end position after the last byte; of a snapshot: the same as offset
     * @param snapshot whether the bytes reset the emulator and redraw everything
     * @param cols columns, with a snapshot
     * @param rows rows, with a snapshot
     * @param data the bytes between position and limit; read through a duplicate
     */
    record Output(
            Terminal terminal,
            long offset,
            long end,
            boolean snapshot,
            OptionalInt cols,
            OptionalInt rows,
            ByteBuffer data)
            implements ServerMessage {}

    /** Inputs up to seq have been taken by tmux. */
    record InputAck(Terminal terminal, long seq) implements ServerMessage {}

    /** What the program printed in answer to input seq lies before offset. */
    record EchoAck(Terminal terminal, long seq, long offset) implements ServerMessage {}

    /** Hash of the screen that a viewer should show at offset. */
    record Check(Terminal terminal, long offset, String hash) implements ServerMessage {}

    /** The terminal has this size from offset on. */
    record Resized(Terminal terminal, int cols, int rows, long offset) implements ServerMessage {}

    /**
     * Something happened.
     *
     * @param terminal the terminal it is about, absent when it is about the server
     * @param name the event's name
     * @param fields its fields as plain values: String, Number, Boolean, List, Map
     */
    record Event(Optional<Terminal> terminal, String name, Map<String, ?> fields) implements ServerMessage {}

    /** Renew the credentials before then (ms since the epoch). */
    record AuthExpiring(long expiresAt) implements ServerMessage {}

    /** Answer to ping, with the JSON text it carried. */
    record Pong(Optional<String> dataJson) implements ServerMessage {}

    /** Nothing was done, and why. */
    record Error(Optional<Terminal> terminal, Optional<String> sessionId, ErrorCode code, String message)
            implements ServerMessage {

        /**
         * A request about a session was refused.
         *
         * @param sessionId the session as the client named it
         * @param e why
         * @return what to say
         */
        public static Error of(Optional<String> sessionId, TmuxBridgeException e) {
            return new Error(Optional.empty(), sessionId, e.code(), String.valueOf(e.getMessage()));
        }

        /**
         * A message about a terminal was refused.
         *
         * @param terminal the terminal
         * @param e why
         * @return what to say
         */
        public static Error about(Terminal terminal, TmuxBridgeException e) {
            return new Error(Optional.of(terminal), Optional.empty(), e.code(), String.valueOf(e.getMessage()));
        }

        /**
         * The bridge has failed, not the client.
         *
         * @return what to say, which tells nothing of the inside
         */
        public static Error internal() {
            return new Error(
                    Optional.empty(),
                    Optional.empty(),
                    ErrorCode.INTERNAL,
                    "the message could not be handled; see the log of the bridge");
        }
    }

    /**
     * Inputs may not have arrived, and will not be sent again: an {@code error} with code {@code input-lost}.
     *
     * @param terminal the terminal
     * @param first number of the first, 0 when it had none
     * @param last number of the last
     */
    record InputLost(Terminal terminal, long first, long last) implements ServerMessage {}

    /** The terminal is over for this viewer. */
    record Disconnected(Terminal terminal, String reason, OptionalInt code) implements ServerMessage {}

    /** A JSON-RPC result: plain values by name. */
    record RpcResult(String idJson, Map<String, ?> result) implements ServerMessage {}

    /**
     * A JSON-RPC error.
     *
     * @param idJson the request's id, {@code null} as JSON text when it could not be read
     * @param rpcCode JSON-RPC's own code
     * @param code the reason, sent as {@code data.code}
     * @param message the reason in words
     */
    record RpcError(String idJson, int rpcCode, ErrorCode code, String message) implements ServerMessage {}
}
