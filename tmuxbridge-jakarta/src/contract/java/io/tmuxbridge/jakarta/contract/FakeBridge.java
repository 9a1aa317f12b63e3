package io.tmuxbridge.jakarta.contract;

import io.tmuxbridge.BridgeInfo;
import io.tmuxbridge.Sessions;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.Windows;
import io.tmuxbridge.access.AccessControl;
import io.tmuxbridge.access.OriginPolicy;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.ConnectionHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A bridge without tmux: keeps every connection it is given for the test to look at, and refuses foreign origins as the
 * real one does.
 */
public final class FakeBridge implements TmuxBridge {

    public static final int MAX_MESSAGE_BYTES = 100_000;

    private final OriginPolicy origins = OriginPolicy.sameOrigin();
    private final BlockingQueue<FakePeer> accepted = new LinkedBlockingQueue<>();
    private volatile boolean skipsUnasked;

    @Override
    public io.tmuxbridge.pane.Pane pane(io.tmuxbridge.access.Caller caller, String target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ConnectionHandler accept(Connection connection) {
        FakePeer peer = new FakePeer(connection, MAX_MESSAGE_BYTES);
        var handshake = connection.handshake();
        if (!origins.allows(handshake.origin(), handshake.host(), handshake.secure())) {
            connection.close(CloseCode.POLICY.code(), "the origin is not allowed");
        }
        accepted.add(peer);
        return peer;
    }

    /**
     * The next connection, in the order in which they came.
     *
     * @return one whose client opened it: also where others are skipped
     */
    public FakePeer next() throws InterruptedException {
        FakePeer next;
        do {
            next = Optional.ofNullable(accepted.poll(20, TimeUnit.SECONDS)).orElseThrow();
        } while (skipsUnasked && next.endedAsItOpened());
        return next;
    }

    /** For a container that makes connections for which no client asked, and ends them before their opening is done. */
    public void skipUnasked() {
        skipsUnasked = true;
    }

    /** Forgets connections that no test asked for. */
    public void clear() {
        accepted.clear();
    }

    public int waiting() {
        return accepted.size();
    }

    @Override
    public Sessions sessions() {
        throw new UnsupportedOperationException("there is no tmux here");
    }

    @Override
    public Windows windows() {
        throw new UnsupportedOperationException("there is no tmux here");
    }

    @Override
    public OriginPolicy origins() {
        return origins;
    }

    @Override
    public AccessControl access() {
        throw new UnsupportedOperationException("there is no tmux here");
    }

    @Override
    public BridgeInfo info() {
        return new BridgeInfo("contract", "none", Set.of(), Map.of(), List.of());
    }

    @Override
    public void close() {}
}
