package io.tmuxbridge.examples.cli;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.TmuxClient;
import io.tmuxbridge.transport.Subprotocol;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The sessions of a running server, one request at a time.
 *
 * <p><b>Threads:</b> one thread. Ends with {@link #close()}.
 */
final class RemoteSessions implements SessionDirectory {

    private final TmuxClient client;

    RemoteSessions(ServerAddress server) {
        client = server.client().subprotocol(Subprotocol.JSON).build();
    }

    @Override
    public List<SessionInfo> list() {
        return await(client.sessions().list());
    }

    @Override
    public SessionInfo create(SessionSpec spec) {
        return await(client.sessions().create(spec));
    }

    @Override
    public void kill(String session) {
        await(client.sessions().kill(session));
    }

    @Override
    public void close() {
        client.close();
    }

    /** Waits for an answer. */
    static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TmuxBridgeException refusal) {
                throw refusal;
            }
            throw new TmuxBridgeException(ErrorCode.INTERNAL, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TmuxBridgeException(ErrorCode.UNAVAILABLE, "interrupted while waiting for the server", e);
        }
    }
}
