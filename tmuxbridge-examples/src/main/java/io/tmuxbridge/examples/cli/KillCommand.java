package io.tmuxbridge.examples.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tmuxbridge kill -t name}: ends a session and all that runs in it. */
@Command(
        name = "kill",
        aliases = "kill-session",
        description = {"end a session and all that runs in it", SessionsOptions.WHERE})
public final class KillCommand extends CliCommand {

    @Mixin
    private SessionsOptions sessions = new SessionsOptions();

    @Option(names = "-t", required = true, paramLabel = "SESSION", description = "name or $id of the session")
    private String target = "";

    @Override
    int run() {
        try (SessionDirectory directory = sessions.open(System.getenv())) {
            directory.kill(target);
        }
        return 0;
    }
}
