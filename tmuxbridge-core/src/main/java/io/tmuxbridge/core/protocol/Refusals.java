package io.tmuxbridge.core.protocol;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.codec.BadMessageException;
import io.tmuxbridge.core.codec.ClientMessage;
import io.tmuxbridge.core.codec.ServerMessage;
import java.util.Optional;

/**
 * Says why a message was not done, and of what: a terminal with its names, a connect with its session, a request with
 * its id. Who has several of them must not take it for the answer to another one: what is said of a terminal that is
 * not there has no session either, which would make it the refusal of a connect.
 *
 * <p><b>Threads:</b> any.
 */
final class Refusals {

    private final Channels channels;
    private final Optional<String> pathSession;

    Refusals(Channels channels, Optional<String> pathSession) {
        this.channels = channels;
        this.pathSession = pathSession;
    }

    ServerMessage of(ClientMessage message, TmuxBridgeException why) {
        if (message instanceof ClientMessage.AboutTerminal about) {
            return terminal(about.target())
                    .map(terminal -> ServerMessage.Error.about(terminal, why))
                    .orElseGet(() -> ServerMessage.Error.of(Optional.empty(), why));
        } else if (message instanceof ClientMessage.RpcRequest request
                && request.idJson().isPresent()) {
            return Rpc.refusal(request.method(), request.idJson().get(), why);
        }
        Optional<String> session = message instanceof ClientMessage.Connect connect
                ? connect.sessionId().or(() -> pathSession)
                : Optional.empty();
        return ServerMessage.Error.of(session, why);
    }

    /** Of a message that could not be read. */
    ServerMessage of(BadMessageException bad) {
        if (!(bad.answer() instanceof ServerMessage.Error error)) {
            return bad.answer();
        }
        return switch (bad.about()) {
            case CONNECT -> naming(Optional.empty(), error.sessionId().or(() -> pathSession), error);
            case TERMINAL -> naming(terminal(bad.target()), Optional.empty(), error);
            case NEITHER -> error;
        };
    }

    private static ServerMessage.Error naming(
            Optional<ServerMessage.Terminal> terminal, Optional<String> session, ServerMessage.Error error) {
        return new ServerMessage.Error(terminal, session, error.code(), error.message());
    }

    /** None when no terminal is meant, or more than one. */
    private Optional<ServerMessage.Terminal> terminal(ClientMessage.Target target) {
        try {
            return channels.find(target).map(Channel::terminal);
        } catch (TmuxBridgeException ambiguous) {
            return Optional.empty();
        }
    }
}
