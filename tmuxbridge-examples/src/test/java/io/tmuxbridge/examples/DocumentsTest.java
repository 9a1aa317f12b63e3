package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Java in the documents is text of examples that tests run: what stands there has been compiled and seen to work.
 *
 * <p>An example is a class in {@code io.tmuxbridge.examples} or a package in it, of any module, that is a test itself,
 * has one of its name with {@code Test} behind it, or has one for its whole package, as {@code quarkus} has
 * {@code QuarkusTest}.
 */
class DocumentsTest {

    private static final Path PROJECT = project();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```java\\n(.*?)^ *```$");

    private static final Pattern OURS =
            Pattern.compile("\\b(TmuxBridge\\w*|BridgeBuilder|EndpointOptions|Caller|ServerContainer|bridge)\\b");
    private static final long MOST_BRIDGE_LINES = 10;

    private static List<Path> examples = List.of();

    private record Block(Path document, int line, String code) {}

    private static Path project() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("docs/embedding.md"))) {
            here = here.getParent();
        }
        return here;
    }

    @BeforeAll
    static void findExamples() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path module : directories(PROJECT)) {
            for (String tree : List.of("src/main/java", "src/test/java")) {
                Path root = module.resolve(tree).resolve("io/tmuxbridge/examples");
                if (Files.isDirectory(root)) {
                    try (Stream<Path> files = Files.walk(root)) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
                    }
                }
            }
        }
        examples = found.stream().filter(file -> isRun(file, found)).toList();
    }

    private static List<Path> directories(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).toList();
        }
    }

    /** Whether a test runs it: it is one itself, or one is called after it. */
    private static boolean isRun(Path file, List<Path> all) {
        String name = name(file);
        String packageTest = file.getParent().getFileName() + "Test";
        return name.endsWith("Test")
                || all.stream()
                        .map(DocumentsTest::name)
                        .anyMatch(other -> other.equals(name + "Test") || other.equalsIgnoreCase(packageTest));
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    @TestFactory
    Stream<DynamicTest> everyBlockStandsInAnExampleThatATestRuns() throws IOException {
        return blocks().stream()
                .map(block -> DynamicTest.dynamicTest(
                        block.document + ":" + block.line,
                        () -> assertThat(examples)
                                .as(
                                        "%s:%d: put this into a class of io.tmuxbridge.examples that a test runs",
                                        block.document, block.line)
                                .anyMatch(example -> plain(read(example)).contains(plain(block.code)))));
    }

    @Test
    void theSearchFindsWhatThereIs() throws IOException {
        assertThat(blocks()).hasSizeGreaterThan(10);
        assertThat(examples).extracting(DocumentsTest::name).contains("EmbedInTenLines", "DriveAProgram");
    }

    @Test
    void theTestsOfWhatCanBeReplacedAreThere() throws IOException {
        String text = Files.readString(PROJECT.resolve("docs/embedding.md"));
        String table = text.substring(text.indexOf("## What you can replace"), text.indexOf("## Limits"));
        List<String> named = Pattern.compile("`(\\w+Test)`")
                .matcher(table)
                .results()
                .map(result -> result.group(1) + ".java")
                .toList();
        assertThat(named).hasSizeGreaterThan(12);
        List<String> tests = new ArrayList<>();
        for (Path module : directories(PROJECT)) {
            if (Files.isDirectory(module.resolve("src/test/java"))) {
                try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
                    files.map(file -> file.getFileName().toString()).forEach(tests::add);
                }
            }
        }
        assertThat(tests).containsAll(named);
    }

    /**
     * A statement counts with all of its lines, and building a bridge where it stands; servers are set up with or
     * without one.
     */
    @Test
    void noHostNeedsMoreThanTenLinesForTheBridge() throws IOException {
        String text = Files.readString(PROJECT.resolve("docs/embedding.md"));
        String complete = between(text, "## Build, register, close", "## In your host");
        assertThat(bridgeLines(complete)).as(complete).isBetween(1L, MOST_BRIDGE_LINES);
        List<String> hosts =
                List.of(between(text, "## In your host", "**Spring Boot**").split("(?m)^(?=\\*\\*[A-Z])"));
        assertThat(hosts).hasSizeGreaterThan(5);
        for (String host : hosts.subList(1, hosts.size())) {
            assertThat(bridgeLines(host)).as(host).isBetween(1L, MOST_BRIDGE_LINES);
        }
    }

    private static String between(String text, String begin, String end) {
        return text.substring(text.indexOf(begin), text.indexOf(end));
    }

    /** The lines of the statements that name something of ours, in all blocks; how a method begins is no statement. */
    private static long bridgeLines(String part) {
        return BLOCK.matcher(part)
                .results()
                .flatMap(block ->
                        Pattern.compile("[^;{}]+;").matcher(block.group(1)).results())
                .map(statement -> statement.group().strip())
                .filter(statement -> OURS.matcher(statement).find())
                .mapToLong(statement -> statement.lines().count())
                .sum();
    }

    private static List<Block> blocks() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(PROJECT.resolve("README.md")));
        try (Stream<Path> files = Files.walk(PROJECT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        List<Block> blocks = new ArrayList<>();
        for (Path document : documents) {
            String text = Files.readString(document);
            Matcher matcher = BLOCK.matcher(text);
            while (matcher.find()) {
                int line = (int) text.substring(0, matcher.start()).lines().count() + 1;
                blocks.add(new Block(PROJECT.relativize(document), line, matcher.group(1)));
            }
        }
        return blocks;
    }

    /** Lines break elsewhere where code stands further in. */
    private static String plain(String code) {
        return code.replaceAll("\\s+", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
