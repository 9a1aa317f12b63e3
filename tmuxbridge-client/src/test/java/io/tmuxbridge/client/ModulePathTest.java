package io.tmuxbridge.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.client.Main;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.client.websocket.SocketServer;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The client in a process of its own, as modules and on the class path, with Tyrus's bundle and what it needs and no
 * more.
 */
class ModulePathTest {

    private static final Pattern NEEDED =
            Pattern.compile(".*/(jackson-[a-z]+|jspecify|tyrus-standalone-client)-[\\d.]+\\.jar");

    @TempDir
    Path directory;

    @Test
    void itIsAModuleWithItsName() throws Exception {
        String libraries = libraries();
        assertThat(run("--module-path", libraries, "--add-modules", "ALL-MODULE-PATH", "--class-path", testClasses()))
                .isEqualTo("io.tmuxbridge.client 1.2.3");
    }

    @Test
    void itRunsOnTheClassPath() throws Exception {
        assertThat(run("--class-path", libraries() + File.pathSeparator + testClasses()))
                .isEqualTo("null 1.2.3");
    }

    private String run(String... options) throws Exception {
        try (SocketServer server = new SocketServer("tmuxbridge.v1.binary", ModulePathTest::answer)) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(List.of(options));
            command.addAll(List.of(Main.class.getName(), server.url().toString()));
            Path errors = directory.resolve("errors");
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
            return said.strip();
        }
    }

    private static void answer(WebSocketChannel from, String request) {
        Matcher id = Pattern.compile("\"id\":(\\d+)").matcher(request);
        assertThat(id.find()).isTrue();
        WebSockets.sendText(
                "{\"jsonrpc\":\"2.0\",\"id\":" + id.group(1) + ",\"result\":{\"version\":\"1.2.3\"}}", from, null);
    }

    private static String testClasses() {
        return location(Main.class);
    }

    private String libraries() throws IOException {
        List<String> found = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (NEEDED.matcher(entry.replace(File.separatorChar, '/')).matches()) {
                found.add(entry);
            }
        }
        assertThat(found).hasSize(5);
        found.add(location(ErrorCode.class));
        found.add(jar(Path.of(location(TmuxClient.class))));
        return String.join(File.pathSeparator, found);
    }

    private static String location(Class<?> of) {
        return Path.of(URI.create(
                        of.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    /** The client's classes as the build packs them: with the module's name that the build gives. */
    private String jar(Path classes) throws IOException {
        Matcher name = Pattern.compile("<Automatic-Module-Name>(.+)</Automatic-Module-Name>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(name.find()).isTrue();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Automatic-Module-Name", name.group(1));
        Path jar = directory.resolve("client.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
        }
        return jar.toString();
    }
}
