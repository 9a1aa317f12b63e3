package io.tmuxbridge.core.codec;

import io.tmuxbridge.ErrorCode;
import java.util.Optional;

/** A message that could not be read; the socket stays open. */
public final class BadMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a message was for that could not be read. */
    public enum About {
        /** A terminal that is to come. */
        CONNECT,
        /** A terminal that may be there. */
        TERMINAL,
        /** None. */
        NEITHER
    }

    private final transient ServerMessage answer;
    private final About about;
    private final transient ClientMessage.Target target;

    /**
     * Creates an exception.
     *
     * @param answer what to tell the client: an error or a JSON-RPC error
     */
    public BadMessageException(ServerMessage answer) {
        this(answer, About.NEITHER, ClientMessage.Target.NONE);
    }

    /**
     * Creates one of a message that was for a terminal.
     *
     * @param answer what to tell the client, as long as it is not known which terminal that is
     * @param about what the message was for
     * @param target which terminal it named, as far as that could be read
     */
    BadMessageException(ServerMessage answer, About about, ClientMessage.Target target) {
        super(answer.toString(), null, false, false);
        this.answer = answer;
        this.about = about;
        this.target = target;
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

    /** What the message was for. */
    public About about() {
        return about;
    }

    /** Which terminal it named, as far as that could be read. */
    public ClientMessage.Target target() {
        return target;
    }
}
