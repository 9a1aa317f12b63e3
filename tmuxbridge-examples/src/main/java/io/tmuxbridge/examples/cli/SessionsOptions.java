package io.tmuxbridge.examples.cli;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.core.BridgeBuilder;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** Where the sessions are that a command is about: on a server that is named, else in this machine's tmux. */
final class SessionsOptions {

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private SocketOption socket = new SocketOption();

    @Mixin
    private SpreadOption spread = new SpreadOption();

    SessionDirectory open(Map<String, String> environment) {
        Optional<ServerAddress> address = server.given(environment);
        return address.isPresent() ? new RemoteSessions(address.get()) : new DirectSessions(direct());
    }

    private TmuxBridge direct() {
        BridgeBuilder builder = BridgeBuilder.create();
        spread.set(builder);
        return socket.build(builder);
    }
}
