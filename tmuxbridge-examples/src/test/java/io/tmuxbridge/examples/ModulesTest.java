package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is shipped is in the BOM, in the list that the modules themselves use, and in the guide. */
class ModulesTest {

    private static final String BOM = "tmuxbridge-bom";
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

    private static String pom(String module) throws IOException {
        return Files.readString(PROJECT.resolve(module).resolve("pom.xml"));
    }

    /** What is deployed, but for the list itself. */
    private static List<String> libraries() throws IOException {
        String modules = pom("").split("</modules>", 2)[0];
        List<String> libraries = new ArrayList<>();
        Matcher module = Pattern.compile("<module>(.+)</module>").matcher(modules);
        while (module.find()) {
            String name = module.group(1);
            if (!name.equals(BOM) && !pom(name).contains("<maven.deploy.skip>true</maven.deploy.skip>")) {
                libraries.add(name);
            }
        }
        return libraries;
    }

    @Test
    void programsAndTestsAreNotDeployed() throws IOException {
        assertThat(libraries())
                .contains("tmuxbridge-api", "tmuxbridge-core", "tmuxbridge-testkit")
                .doesNotContain("tmuxbridge-examples", "tmuxbridge-examples-war", "tmuxbridge-benchmarks");
    }

    /** It has no parent that would give it one. */
    @Test
    void theBomIsOfTheVersionOfAllOthers() throws IOException {
        String first = "(?s)^.*?<version>(.+?)</version>";
        assertThat(found("tmuxbridge-bom/pom.xml", first)).isEqualTo(found("pom.xml", first));
        assertThat(found(
                        "tmuxbridge-bom/pom.xml",
                        "<artifactId>tmuxbridge-(?!bom).+</artifactId>\\s*<version>(.+)</version>"))
                .hasSameSizeAs(libraries())
                .containsOnly("${project.version}");
    }

    @Test
    void eachHasAModuleNameThatStays() throws IOException {
        for (String library : libraries()) {
            assertThat(Files.exists(PROJECT.resolve(library).resolve("src/main/java/module-info.java"))
                            || pom(library).contains("<Automatic-Module-Name>io.tmuxbridge."))
                    .as(library)
                    .isTrue();
        }
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
