package io.tmuxbridge.examples.modules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.testkit.PrintedLines;
import io.tmuxbridge.testkit.TerminalSocket;
import io.tmuxbridge.testkit.TmuxServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A small application of its own, compiled and run as a module, and on the class path, on the JDK of the tests and on
 * those from 24 on that are there: on these with all native code forbidden, which nothing of ours needs.
 */
@Tag("slow")
class ModularApplicationTest {

    /** What it needs of our own class path; the rest of that has packages twice, which modules do not allow. */
    private static final Pattern NEEDED = Pattern.compile(
            "(tomcat-embed-(core|websocket)|tomcat-annotations|jackson-(core|databind|annotations)|slf4j-api|jose4j"
                    + "|jspecify|tmuxbridge-(api|core|jakarta|jwt))\\b.*");

    private static final Pattern MODULE_NAME = Pattern.compile("<Automatic-Module-Name>(.+)</Automatic-Module-Name>");

    @TempDir
    static Path directory;

    private static String libraries = "";

    private enum Loading {
        MODULES,
        CLASS_PATH
    }

    @BeforeAll
    static void compile() throws IOException {
        List<String> found = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            boolean classes = Files.isDirectory(path);
            String name = (classes ? path.resolve("../..").normalize() : path)
                    .getFileName()
                    .toString();
            if (NEEDED.matcher(name).matches() && Files.exists(path)) {
                found.add(classes && !Files.exists(path.resolve("module-info.class")) ? jar(path, name) : entry);
            }
        }
        libraries = String.join(File.pathSeparator, found);
        Path sources = Path.of("src/test/resources/modular");
        javac(
                "--module-path",
                libraries,
                "-d",
                directory.resolve("module").toString(),
                sources.resolve("module-info.java").toString(),
                main(sources));
        javac("--class-path", libraries, "-d", directory.resolve("classes").toString(), main(sources));
    }

    private static String main(Path sources) {
        return sources.resolve("com/example/terminals/Main.java").toString();
    }

    private static void javac(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--release", "17"));
        all.addAll(Arrays.asList(arguments));
        int result =
                ToolProvider.findFirst("javac").orElseThrow().run(System.out, System.err, all.toArray(String[]::new));
        assertThat(result).isZero();
    }

    /** What becomes a jar of that module: its classes, and the module's name as its build gives it. */
    private static String jar(Path classes, String artifact) throws IOException {
        Matcher name = MODULE_NAME.matcher(Files.readString(classes.resolve("../../pom.xml")));
        assertThat(name.find()).as("name of the module " + artifact).isTrue();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Automatic-Module-Name", name.group(1));
        Path jar = directory.resolve(artifact + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar.toString();
    }

    private record Run(Path java, int version, Loading loading) {
        @Override
        public String toString() {
            return "JDK " + version + ", " + loading;
        }
    }

    private static Stream<Run> runs() {
        Path ours = Path.of(System.getProperty("java.home"));
        Stream<Path> others = Stream.ofNullable(new File("/usr/lib/jvm").listFiles())
                .flatMap(Arrays::stream)
                .map(File::toPath)
                .filter(path -> !Files.isSymbolicLink(path));
        return Stream.concat(Stream.of(ours), others)
                .filter(home ->
                        Files.isExecutable(home.resolve("bin/java")) && (home.equals(ours) || version(home) >= 24))
                .distinct()
                .flatMap(home -> Arrays.stream(Loading.values()).map(loading -> new Run(home, version(home), loading)));
    }

    private static int version(Path home) {
        try {
            Matcher version =
                    Pattern.compile("JAVA_VERSION=\"(\\d+)").matcher(Files.readString(home.resolve("release")));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void itRuns(Run run) throws Exception {
        Path errors = directory.resolve(run.version + "-" + run.loading + ".err");
        try (TmuxServer tmux = TmuxServer.create()) {
            Process application = new ProcessBuilder(command(run, tmux))
                    .redirectError(errors.toFile())
                    .start();
            try {
                PrintedLines out = PrintedLines.of(application);
                assertThat(out.next())
                        .as(() -> read(errors))
                        .isEqualTo(run.loading == Loading.MODULES ? "modules" : "class path");
                assertThat(out.next()).as("version").matches("\\d+\\.\\d+.*");
                String url = "ws://127.0.0.1:" + out.next() + "/ws/terminal";
                Map<String, String> ada = Map.of("Authorization", "Bearer of-ada");
                try (TerminalSocket socket = TerminalSocket.open(url, ada).connect("build")) {
                    socket.type("build", "echo $((6 * 7))-is-it");
                    socket.awaitOutput("42-is-it");
                    application.getOutputStream().close();
                    assertThat(socket.awaitClose()).isEqualTo(1001);
                }
                assertThat(application.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(application.exitValue()).as(() -> read(errors)).isZero();
            } finally {
                application.destroyForcibly();
            }
        }
        assertThat(read(errors)).doesNotContain("native-access", "restricted method");
    }

    private static List<String> command(Run run, TmuxServer tmux) {
        List<String> words =
                new ArrayList<>(List.of(run.java.resolve("bin/java").toString(), "-Xshare:auto"));
        if (run.version >= 24) {
            words.add("--illegal-native-access=deny");
        }
        String main = "com.example.terminals";
        if (run.loading == Loading.MODULES) {
            String path = directory.resolve("module") + File.pathSeparator + libraries;
            words.addAll(List.of("--module-path", path, "--module", main + "/" + main + ".Main"));
        } else {
            String path = directory.resolve("classes") + File.pathSeparator + libraries;
            words.addAll(List.of("--class-path", path, main + ".Main"));
        }
        words.addAll(List.of(TmuxServer.binary(), tmux.socketName(), directory.toString()));
        return words;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
