package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is shipped is in the BOM, in the list that the modules themselves use, and in the guide. */
class ModulesTest {

    /** Programs and tests, and the list itself. */
    private static final Set<String> NOT_LIBRARIES = Set.of(
            "tmuxbridge-examples",
            "tmuxbridge-benchmarks",
            "tmuxbridge-examples-war",
            "tmuxbridge-containers",
            "tmuxbridge-bom");

    private static final Path PROJECT = project();

    private static Path project() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("docs/embedding.md"))) {
            here = here.getParent();
        }
        return here;
    }

    private static List<String> found(String file, String expression) throws IOException {
        return Pattern.compile(expression)
                .matcher(Files.readString(PROJECT.resolve(file)))
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private static List<String> libraries() throws IOException {
        String modules = Files.readString(PROJECT.resolve("pom.xml")).split("</modules>", 2)[0];
        return Pattern.compile("<module>(.+)</module>")
                .matcher(modules)
                .results()
                .map(result -> result.group(1))
                .filter(name -> !NOT_LIBRARIES.contains(name))
                .toList();
    }

    @Test
    void theBomHasAllLibrariesAndNothingElse() throws IOException {
        assertThat(found("tmuxbridge-bom/pom.xml", "<artifactId>(tmuxbridge-(?!bom).+)</artifactId>"))
                .containsExactlyInAnyOrderElementsOf(libraries());
    }

    @Test
    void theModulesUseTheSameList() throws IOException {
        assertThat(found("pom.xml", "<artifactId>(tmuxbridge-(?!parent).+)</artifactId>"))
                .containsExactlyInAnyOrderElementsOf(libraries());
    }

    @Test
    void theGuideNamesEachButTheApiThatAllBring() throws IOException {
        assertThat(found("docs/embedding.md", "(?m)^\\| `(tmuxbridge-[a-z-]+)` \\|"))
                .containsExactlyInAnyOrderElementsOf(libraries().stream()
                        .filter(name -> !name.equals("tmuxbridge-api"))
                        .toList());
    }
}
