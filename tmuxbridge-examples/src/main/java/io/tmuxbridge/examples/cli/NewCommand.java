package io.tmuxbridge.examples.cli;

import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TerminalSize;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tmuxbridge new}: creates a session, attaches nobody, and prints the session's name. */
@Command(
        name = "new",
        aliases = "new-session",
        description = {
            "create a session and print its name; options stop where the command begins",
            SessionsOptions.WHERE
        })
public final class NewCommand extends CliCommand {

    @Mixin
    private SessionsOptions sessions = new SessionsOptions();

    @Option(names = "-s", paramLabel = "NAME", description = "name of the session")
    private @Nullable String name;

    @Option(names = "-c", paramLabel = "DIR", description = "working directory")
    private @Nullable Path directory;

    @Option(names = "-e", paramLabel = "NAME=VALUE", description = "a variable of its environment")
    private Map<String, String> environment = new LinkedHashMap<>();

    @Option(names = "-x", paramLabel = "COLS", description = "columns, with -y")
    private @Nullable Integer cols;

    @Option(names = "-y", paramLabel = "ROWS", description = "rows, with -x")
    private @Nullable Integer rows;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "program and arguments; a shell if absent")
    private List<String> command = List.of();

    /** Lets a command have options of its own. */
    @Spec
    void stopAtCommand(CommandSpec spec) {
        spec.parser().stopAtPositional(true);
    }

    @Override
    int run() {
        try (SessionDirectory sessionDirectory = sessions.open(System.getenv())) {
            out().println(sessionDirectory.create(description()).name());
            out().flush();
        }
        return 0;
    }

    SessionSpec description() {
        SessionSpec.Builder builder = SessionSpec.builder().command(command).environment(environment);
        if (name != null) {
            builder.name(name);
        }
        if (directory != null) {
            builder.directory(directory.toAbsolutePath().normalize());
        }
        if (cols != null || rows != null) {
            builder.size(new TerminalSize(
                    cols == null ? TerminalSize.DEFAULT.cols() : cols,
                    rows == null ? TerminalSize.DEFAULT.rows() : rows));
        }
        return builder.build();
    }
}
