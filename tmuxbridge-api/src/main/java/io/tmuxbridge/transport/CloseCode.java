package io.tmuxbridge.transport;

/** The close codes of the wire contract, in one place. */
public enum CloseCode {
    /** Done. */
    NORMAL(1000),
    /** The server is going away, or nobody seems to be at the other end; reconnect with back-off. */
    GOING_AWAY(1001),
    /** The peer broke the WebSocket or message framing rules. */
    PROTOCOL_ERROR(1002),
    /** Refused by origin or policy; stop. */
    POLICY(1008),
    /** A message was too big; stop. */
    TOO_BIG(1009),
    /** A bug in the bridge. */
    INTERNAL(1011),
    /** Not authenticated, or the token expired; get a token and reconnect. */
    UNAUTHENTICATED(4401),
    /** Authenticated but not allowed; stop. */
    FORBIDDEN(4403),
    /** No such session; stop. */
    NOT_FOUND(4404),
    /** Taken over by another client with the same clientId; stop. */
    TAKEN_OVER(4409),
    /** Too slow under the delivery policy {@code disconnect}, or a send that never completed; reconnect. */
    TOO_SLOW(4413),
    /** Over a limit or quota; back off. */
    LIMIT(4429);

    private final int code;

    CloseCode(int code) {
        this.code = code;
    }

    /**
     * Returns the number on the wire.
     *
     * @return a WebSocket close code
     */
    public int code() {
        return code;
    }
}
