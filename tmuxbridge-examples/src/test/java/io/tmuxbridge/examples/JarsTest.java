package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What each library on the class path brings: its licence, its name and version, and the licences of what is bundled
 * with it.
 */
class JarsTest {

    private static final Pattern OURS = Pattern.compile(".*/(tmuxbridge-[a-z-]+?)(/target/classes|-\\d[^/]*\\.jar)");

    /** The roots of all of them, by module: a folder while Maven only tests, a jar from its phase package on. */
    private static final Map<String, Path> ROOTS = new HashMap<>();

    private static final Map<String, FileSystem> JARS = new HashMap<>();

    @BeforeAll
    static void open() throws IOException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Matcher matcher = OURS.matcher(entry);
            if (!matcher.matches() || matcher.group(1).equals("tmuxbridge-examples")) {
                continue;
            }
            if (entry.endsWith(".jar")) {
                FileSystem jar = FileSystems.newFileSystem(Path.of(entry));
                JARS.put(matcher.group(1), jar);
                ROOTS.put(matcher.group(1), jar.getPath("/"));
            } else {
                ROOTS.put(matcher.group(1), Path.of(entry));
            }
        }
        assertThat(ROOTS).containsKeys("tmuxbridge-api", "tmuxbridge-core", "tmuxbridge-servlet", "tmuxbridge-web");
    }

    @AfterAll
    static void close() throws IOException {
        for (FileSystem jar : JARS.values()) {
            jar.close();
        }
    }

    @Test
    void eachBringsItsLicence() {
        assertThat(ROOTS)
                .allSatisfy((module, root) -> assertThat(root.resolve("META-INF/LICENSE"))
                        .content()
                        .contains("Apache License", "END OF TERMS AND CONDITIONS"));
    }

    @Test
    void eachTellsItsNameAndVersion() throws IOException {
        assumeThat(JARS).isNotEmpty();
        for (String module : JARS.keySet()) {
            try (InputStream in = Files.newInputStream(ROOTS.get(module).resolve("META-INF/MANIFEST.MF"))) {
                Attributes told = new Manifest(in).getMainAttributes();
                assertThat(told.getValue(Attributes.Name.IMPLEMENTATION_TITLE)).isEqualTo(module.replace('-', ' '));
                assertThat(told.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                        .matches("\\d+\\.\\d+.*");
            }
        }
    }

    @Test
    void thePageBringsTheLicencesOfWhatIsInIt() throws IOException {
        Path page = ROOTS.get("tmuxbridge-web").resolve("META-INF/resources/tmuxbridge");
        List<Path> bundles;
        try (Stream<Path> files = Files.list(page)) {
            bundles = files.filter(file -> file.toString().matches(".*\\.(js|css)"))
                    .toList();
        }
        assertThat(bundles)
                .hasSize(3)
                .allSatisfy(bundle -> assertThat(bundle.resolveSibling(bundle.getFileName() + ".LEGAL.txt"))
                        .content()
                        .containsPattern("@xterm/xterm [0-9.]+, LICENSE:[^@]+Permission is hereby granted"));
    }
}
