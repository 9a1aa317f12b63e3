package io.tmuxbridge.core;

import io.tmuxbridge.BridgeInfo;
import io.tmuxbridge.Sessions;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.Windows;
import io.tmuxbridge.access.AccessControl;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.OriginPolicy;
import io.tmuxbridge.core.directory.SessionDirectory;
import io.tmuxbridge.core.pipe.NamedPipes;
import io.tmuxbridge.core.protocol.Conversations;
import io.tmuxbridge.core.protocol.Services;
import io.tmuxbridge.core.session.Terminals;
import io.tmuxbridge.core.tmux.Tmux;
import io.tmuxbridge.pane.Pane;
import io.tmuxbridge.transport.Admission;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.ConnectionHandler;
import io.tmuxbridge.transport.Handshake;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running bridge: its parts, and the order in which they end.
 *
 * <p><b>Threads:</b> any.
 */
final class Bridge implements TmuxBridge {

    private final SessionDirectory directory;
    private final Windows windows;
    private final Terminals terminals;
    private final Conversations conversations;
    private final AccessControl access;
    private final OriginPolicy origins;
    private final BridgeInfo info;
    private final Tmux tmux;
    private final BridgeThreads threads;
    private final NamedPipes pipes;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Afterwards after = new Afterwards();

    Bridge(
            Services services,
            Conversations conversations,
            OriginPolicy origins,
            Tmux tmux,
            BridgeThreads threads,
            NamedPipes pipes) {
        this.tmux = tmux;
        this.directory = services.directory();
        this.windows = services.layouts();
        this.terminals = services.terminals();
        this.conversations = conversations;
        this.access = services.entrance().rights();
        this.origins = origins;
        this.info = services.info();
        this.threads = threads;
        this.pipes = pipes;
    }

    @Override
    public Sessions sessions() {
        return directory;
    }

    @Override
    public Windows windows() {
        return windows;
    }

    @Override
    public Pane pane(Caller caller, String target) {
        return conversations
                .panes()
                .open(Objects.requireNonNull(caller, "caller"), Objects.requireNonNull(target, "target"));
    }

    @Override
    public ConnectionHandler accept(Connection connection) {
        return conversations.accept(Objects.requireNonNull(connection, "connection"));
    }

    @Override
    public Admission admit(Handshake handshake) {
        return conversations.admit(Objects.requireNonNull(handshake, "handshake"));
    }

    @Override
    public OriginPolicy origins() {
        return origins;
    }

    @Override
    public AccessControl access() {
        return access;
    }

    @Override
    public BridgeInfo info() {
        return info;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            conversations.close();
            terminals.close();
            tmux.end();
            threads.close();
            pipes.close();
            after.end();
        }
    }

    @Override
    public void whenClosed(Runnable task) {
        after.add(Objects.requireNonNull(task, "task"));
    }
}
