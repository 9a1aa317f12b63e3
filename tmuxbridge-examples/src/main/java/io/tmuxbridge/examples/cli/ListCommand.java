package io.tmuxbridge.examples.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tmuxbridge list}: the sessions, as {@code tmux list-sessions} shows them, or as JSON. */
@Command(
        name = "list",
        aliases = {"ls", "list-sessions"},
        description = {"list the sessions", SessionsOptions.WHERE})
public final class ListCommand extends CliCommand {

    /** How to print. */
    enum Format {
        TEXT,
        JSON
    }

    @Mixin
    private SessionsOptions sessions = new SessionsOptions();

    @Option(names = "-F", paramLabel = "FORMAT", defaultValue = "text", description = "text (default) or json")
    private Format format = Format.TEXT;

    /** Lets the formats be written small. */
    @Spec
    void ignoreCase(CommandSpec spec) {
        spec.parser().caseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    int run() {
        try (SessionDirectory directory = sessions.open(System.getenv())) {
            return print(directory.list().stream().map(SessionLine::new).toList());
        }
    }

    private int print(List<SessionLine> lines) {
        PrintWriter out = out();
        if (format == Format.JSON) {
            ArrayNode json = JsonNodeFactory.instance.arrayNode();
            lines.forEach(line -> json.add(line.json()));
            out.println(json);
        } else if (lines.isEmpty()) {
            return fail("no sessions");
        } else {
            lines.forEach(line -> out.println(line.text(ZoneId.systemDefault())));
        }
        out.flush();
        return 0;
    }
}
