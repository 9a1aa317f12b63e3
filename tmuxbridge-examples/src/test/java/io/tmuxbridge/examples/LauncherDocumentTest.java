package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** docs/launcher.md names every option, command and variable that there is, and none that there is not. */
class LauncherDocumentTest {

    private static final Pattern OPTION = Pattern.compile("`(--?[A-Za-z][a-z-]*)");
    private static final Pattern VARIABLE = Pattern.compile("\\bTMUXBRIDGE_[A-Z_]*[A-Z]\\b");
    /** Marks that parts of the launcher leave each other. */
    private static final Set<String> OWN =
            Set.of("TMUXBRIDGE_LC_ALL", "TMUXBRIDGE_OWN_ARENAS", "TMUXBRIDGE_OWN_BATCH", "TMUXBRIDGE_PID");

    private static Path project() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("docs/launcher.md"))) {
            here = here.getParent();
        }
        return here;
    }

    private static String document() throws IOException {
        return Files.readString(project().resolve("docs/launcher.md"));
    }

    private static Set<String> found(Pattern pattern, int group, String text) {
        Set<String> found = new TreeSet<>();
        for (Matcher each = pattern.matcher(text); each.find(); ) {
            found.add(each.group(group));
        }
        return found;
    }

    @Test
    void everyOptionOfEveryCommandIsThere() throws Exception {
        Set<String> shown = new TreeSet<>();
        Set<String> all = new HashSet<>();
        for (CommandLine command : Launcher.commandLine().getSubcommands().values()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                List<String> names = Arrays.asList(option.names());
                all.addAll(names);
                if (!option.hidden()) {
                    shown.addAll(names);
                }
            }
        }
        assertThat(found(OPTION, 1, document())).containsAll(shown);
        assertThat(all).containsAll(found(OPTION, 1, document()));
    }

    @Test
    void everyCommandIsThereUnderAllItsNames() throws Exception {
        assertThat(document())
                .contains(Launcher.commandLine().getSubcommands().keySet().stream()
                        .map(name -> "`" + name + "`")
                        .toList());
    }

    @Test
    void everyVariableIsThere() throws Exception {
        StringBuilder sources = new StringBuilder(Files.readString(project().resolve("tmuxbridge")));
        try (Stream<Path> files = Files.walk(project().resolve("tmuxbridge-examples/src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.append(Files.readString(file));
            }
        }
        Set<String> used = found(VARIABLE, 0, sources.toString());
        used.removeAll(OWN);
        assertThat(found(VARIABLE, 0, document())).containsAll(used);
    }
}
