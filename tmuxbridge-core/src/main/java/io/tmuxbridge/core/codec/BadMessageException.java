package io.tmuxbridge.core.codec;

import io.tmuxbridge.ErrorCode;
import java.util.Optional;

/** A message that could not be read; the socket stays open. */
public final class BadMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ServerMessage answer;

    /**
     * Creates an exception.
     *
     * @param answer what to tell the client: an error or a JSON-RPC error
     */
    public BadMessageException(ServerMessage answer) {
        super(answer.toString(), null, false, false);
        this.answer = answer;
    }

    /** An error about no terminal and no session. */
    BadMessageException(ErrorCode code, String message) {
        this(new ServerMessage.Error(Optional.empty(), Optional.empty(), code, message));
    }

    /**
     * What to tell the client.
     *
     * @return an {@link ServerMessage.Error} or {@link ServerMessage.RpcError}
     */
    public ServerMessage answer() {
        return answer;
    }
}
