package io.tmuxbridge.core.codec;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a client says, decoded and checked for form: types are right, required fields are there, numbers are in their
 * ranges. Whether it may be done is decided later.
 */
public sealed interface ClientMessage {

    /**
     * Which terminal a message is about: by channel when the client named one, else by session, else the path's.
     *
     * @param channel the channel, absent when not named
     * @param sessionId the session's name or {@code $id}, absent when not named
     */
    record Target(OptionalLong channel, Optional<String> sessionId) {
        /** Nothing named: the session of the path, or the only terminal. */
        public static final Target NONE = new Target(OptionalLong.empty(), Optional.empty());
    }

    /** A message about a terminal that is connected. */
    interface AboutTerminal {

        /** Which one. */
        Target target();
    }

    /** A point in a stream that a client has written up to. */
    record Resume(String epoch, long offset) {}

    /**
     * What a viewer says of its size.
     *
     * @param cols columns
     * @param rows rows
     * @param wholeWindow whether that is its room for the whole window, not for one pane
     * @param visible whether somebody can see it
     */
    record Size(int cols, int rows, boolean wholeWindow, boolean visible) {}

    /** What a viewer's size is the size of. */
    enum Fit {
        PANE,
        WINDOW
    }

    /** What the terminal is a view of. */
    enum View {
        PANE,
        MIRROR
    }

    /** What a viewer asks to be allowed. */
    enum Access {
        READ,
        WRITE
    }

    /** What happens to a viewer that does not keep up. */
    enum Delivery {
        FRESH,
        LOSSLESS,
        DISCONNECT
    }

    /**
     * Become a viewer of one terminal.
     *
     * @param sessionId the session, absent when the path names it
     * @param size size of the viewer
     * @param paneId the pane, absent for the session's active one
     * @param view what to look at
     * @param access read or write
     * @param history lines of history wanted in snapshots, absent for the server's default
     * @param delivery what happens when the viewer falls behind
     * @param resume where the client stands, absent for a new one
     * @param clientId name that the client keeps across reconnects, absent when it does not resume input
     * @param attempt count of the client's connects, 0 when it does not count
     */
    record Connect(
            Optional<String> sessionId,
            Size size,
            Optional<String> paneId,
            View view,
            Access access,
            OptionalLong history,
            Delivery delivery,
            Optional<Resume> resume,
            Optional<String> clientId,
            long attempt)
            implements ClientMessage {}

    /**
     * Bytes for the program in the pane.
     *
     * @param target the terminal
     * @param seq number of this input, 0 when not numbered
     * @param data the bytes, owned by the receiver
     */
    record Input(Target target, long seq, byte[] data) implements ClientMessage, AboutTerminal {
        @Override
        public boolean equals(Object other) {
            return other instanceof Input input
                    && target.equals(input.target)
                    && seq == input.seq
                    && Arrays.equals(data, input.data);
        }

        @Override
        public int hashCode() {
            return 31 * Long.hashCode(seq) + Arrays.hashCode(data);
        }
    }

    /** The viewer's new size. */
    record Resize(Target target, Size size) implements ClientMessage, AboutTerminal {}

    /** Everything up to the offset has been parsed. */
    record Ack(Target target, long offset) implements ClientMessage, AboutTerminal {}

    /** Send a full snapshot now. */
    record Refresh(Target target) implements ClientMessage, AboutTerminal {}

    /** Renew, or give, the credentials of the socket. */
    record Auth(String token) implements ClientMessage {
        @Override
        public String toString() {
            return "Auth[token withheld]";
        }
    }

    /** Answered by a pong with the same data, which is any JSON text, absent when there was none. */
    record Ping(Optional<String> dataJson) implements ClientMessage {}

    /** Stop viewing. */
    record Disconnect(Target target) implements ClientMessage, AboutTerminal {}

    /**
     * A JSON-RPC 2.0 request.
     *
     * @param idJson the id as JSON text, absent for a notification
     * @param method the method's name
     * @param params the parameters by name as plain values: String, Long, Double, Boolean, List, Map, null
     */
    record RpcRequest(Optional<String> idJson, String method, Map<String, ?> params) implements ClientMessage {}
}
