package io.tmuxbridge.examples.cli;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the sessions are that a command is about: on a server that is named, else in this machine's tmux. */
final class SessionsOptions {

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(
            names = {"-L", "--tmux-socket"},
            paramLabel = "NAME",
            description = "socket name of the tmux server, as tmux -L; without --url only")
    private @Nullable String socket;

    @Mixin
    private SpreadOption spread = new SpreadOption();

    SessionDirectory open(Map<String, String> environment) {
        Optional<ServerAddress> address = server.given(environment);
        return address.isPresent()
                ? new RemoteSessions(address.get())
                : new DirectSessions(Optional.ofNullable(socket), spread::set);
    }
}
