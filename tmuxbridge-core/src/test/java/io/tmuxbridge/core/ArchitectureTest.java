package io.tmuxbridge.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The layout is the design: what each package of the way of a byte may know of the others. */
class ArchitectureTest {

    /** The way of a byte; each package may know those before it. */
    private static final List<String> WAY = List.of(
            "tmux",
            "terminal",
            "replica",
            "input",
            "stream",
            "flood",
            "feed",
            "mirror",
            "redact",
            "directory",
            "viewer",
            "session",
            "drive",
            "protocol");

    /** What stands beside the way and knows none of it. */
    private static final List<String> BESIDE = List.of("access", "codec", "log", "pipe");

    private static final int MOST_LINES = 250;

    /**
     * ArchUnit's own option knows them only directly under {@code target}, and a second JDK has a directory between.
     */
    private static final ImportOption NO_TESTS = location -> !location.contains("/test-classes/");

    private static final JavaClasses CORE =
            new ClassFileImporter().withImportOption(NO_TESTS).importPackages("io.tmuxbridge.core");

    private static Stream<String> stopsWithOthersBehind() {
        return WAY.stream().limit(WAY.size() - 1);
    }

    @ParameterizedTest
    @MethodSource("stopsWithOthersBehind")
    void importsPointBackAlongTheWayOfAByte(String stop) {
        String[] further = WAY.subList(WAY.indexOf(stop) + 1, WAY.size()).stream()
                .map(ArchitectureTest::packageOf)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(packageOf(stop))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(further)
                .because("a stop on the way knows nothing of the stops behind it")
                .check(CORE);
    }

    @Test
    void theTerminalKnowsNothingOfTmuxProcesses() {
        noClasses()
                .that()
                .resideInAPackage(packageOf("terminal"))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(packageOf("tmux")).or(belongToAnyOf(Process.class, ProcessBuilder.class)))
                .because("it turns bytes into bytes")
                .check(CORE);
    }

    /** Who may do what, the form of messages, positions in a stream and pipes: each is understood without the rest. */
    @ParameterizedTest
    @ValueSource(strings = {"access", "codec", "log", "pipe"})
    void whatStandsBesideTheWayKnowsNothingElse(String beside) {
        noClasses()
                .that()
                .resideInAPackage(packageOf(beside))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.tmuxbridge.core..").and(resideOutsideOfPackage(packageOf(beside))))
                .because("it is used on the way and knows nothing of it")
                .check(CORE);
    }

    @Test
    void everyPackageIsAStopOrBesideTheWayOrTheBuilders() {
        String[] known = Stream.concat(WAY.stream(), BESIDE.stream())
                .map(ArchitectureTest::packageOf)
                .toArray(String[]::new);

        classes()
                .that(resideOutsideOfPackages(known))
                .should()
                .resideInAPackage("io.tmuxbridge.core")
                .because("a new package needs a place in this test")
                .check(CORE);
    }

    @Test
    void onlyTheBuildersPackageIsExported() throws IOException {
        try (var descriptor = BridgeBuilder.class.getResourceAsStream("/module-info.class")) {
            assertThat(ModuleDescriptor.read(descriptor).exports())
                    .extracting(Exports::source)
                    .containsExactly("io.tmuxbridge.core");
        }
    }

    @Test
    void onlyTheCodecsTouchJackson() {
        noClasses()
                .that(resideOutsideOfPackage(packageOf("codec")).or(modifier(JavaModifier.PUBLIC)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .because("another JSON library must need another codec and nothing else")
                .check(CORE);
    }

    @Test
    void nothingStaticHoldsState() {
        fields().that()
                .areStatic()
                .should()
                .beFinal()
                .andShould()
                .notHaveRawType(resideInAnyPackage("java.util.concurrent..").or(assignableTo(ThreadLocal.class)))
                .because("two bridges in one JVM share nothing")
                .check(CORE);
    }

    /** A rule about a package that is gone, or has another name, would hold for ever. */
    @Test
    void everyStopIsThere() {
        assertThat(Stream.concat(WAY.stream(), BESIDE.stream()))
                .allMatch(stop -> CORE.containPackage("io.tmuxbridge.core." + stop));
    }

    @Test
    void noFileHoldsTwoIdeas() throws IOException {
        List<Path> sources = sources();
        assertThat(sources.stream().map(file -> checkout().relativize(file).getName(0)))
                .as("the modules that are looked at")
                .contains(Path.of("tmuxbridge-api"), Path.of("tmuxbridge-core"), Path.of("tmuxbridge-examples"));
        assertThat(sources.stream()
                        .filter(file -> lines(file) > MOST_LINES)
                        .map(file -> file.getFileName() + ": " + lines(file) + " lines"))
                .as("files of more than %s lines are two ideas", MOST_LINES)
                .isEmpty();
    }

    /** What all modules ship, and no tests: those grow with what they ask. */
    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(checkout(), "tmuxbridge-*")) {
            for (Path module : modules) {
                Path main = module.resolve("src/main/java");
                if (Files.isDirectory(main)) {
                    try (Stream<Path> files = Files.walk(main)) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                    }
                }
            }
        }
        return sources;
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String packageOf(String stop) {
        return "io.tmuxbridge.core." + stop + "..";
    }

    /** Tests run in their module's directory under Maven and often in the checkout's under an IDE. */
    private static Path checkout() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("tmuxbridge-core")) ? here : here.getParent();
    }
}
