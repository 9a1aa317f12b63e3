package io.tmuxbridge.examples.cli;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.core.BridgeBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * Where the sessions are that a command is about: on the server that is named, as for {@code attach}, unless the
 * command line names a tmux server of this machine; else in this machine's tmux.
 */
final class SessionsOptions {

    /** For the help of the commands. */
    static final String WHERE = "The sessions are those of --url, else of --tmux-socket, else of $TMUXBRIDGE_URL, else"
            + " of this user's tmux.";

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private SocketOption socket = new SocketOption();

    @Mixin
    private SpreadOption spread = new SpreadOption();

    SessionDirectory open(Map<String, String> environment) {
        Optional<ServerAddress> address = server(environment);
        return address.isPresent() ? new RemoteSessions(address.get()) : new DirectSessions(direct(environment));
    }

    Optional<ServerAddress> server(Map<String, String> environment) {
        boolean isTmuxNamed = socket.isGiven() || spread.isGiven();
        Optional<ServerAddress> address = isTmuxNamed ? server.given(environment) : server.named(environment);
        if (address.isEmpty() && server.hasToken() && spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "--token is for a server, and none is named: use --url or TMUXBRIDGE_URL");
        }
        return address;
    }

    private TmuxBridge direct(Map<String, String> environment) {
        BridgeBuilder builder = BridgeBuilder.create();
        Optional.ofNullable(environment.get("TMUX_BINARY"))
                .filter(binary -> !binary.isEmpty())
                .map(Path::of)
                .ifPresent(builder::tmuxBinary);
        spread.set(builder);
        return socket.build(builder);
    }
}
