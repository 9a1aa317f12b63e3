package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.examples.server.TestKeys;
import io.tmuxbridge.testkit.AskingSocket;
import io.tmuxbridge.testkit.PrintedLines;
import io.tmuxbridge.testkit.TmuxServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: ready line, connections, SIGTERM. */
class LauncherProcessTest {

    private final TmuxServer tmux = TmuxServer.create();
    private final List<Process> started = new ArrayList<>();
    private List<String> javaOptions = List.of();

    @TempDir
    private Path directory;

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
        tmux.close();
    }

    @Test
    void sigtermClosesEverySocketLeavesTmuxAndExitsWithZero() throws Exception {
        tmux.newSession("stays", 80, 24);
        Process process = launch("--auth", "none");
        URI page = readyUrl(process);
        try (AskingSocket socket = AskingSocket.open("ws://127.0.0.1:" + page.getPort() + "/ws/terminal", Map.of())) {
            assertThat(socket.ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.list\"}"))
                    .contains("stays");
            process.toHandle().destroy(); // SIGTERM; Process.destroy would close its streams too
            assertThat(socket.closeCode()).isEqualTo(1001);
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(tmux.tmux("list-sessions", "-F", "#{session_name}").strip()).isEqualTo("stays");
        assertThat(directory.resolve("tmuxbridge")).isEmptyDirectory();
        assertThat(errors(process)).isEmpty();
    }

    /** Its tmux does not answer before the test lets it, and the start waits for that. */
    @Test
    void whoEndsItWhileItStartsFindsNothingLeft() throws Exception {
        Path asked = directory.resolve("asked");
        Path go = directory.resolve("go");
        Path slow = directory.resolve("slow-tmux");
        Files.writeString(
                slow,
                "#!/bin/sh\n: >" + asked + "\nuntil [ -e " + go + " ]; do sleep 0.05; done\nexec " + TmuxServer.binary()
                        + " \"$@\"\n");
        assertThat(slow.toFile().setExecutable(true)).isTrue();
        Process process = serveWith(slow, "--no-rehearsal");
        await().until(() -> Files.exists(asked));
        process.toHandle().destroy(); // SIGTERM; Process.destroy would close its streams too
        Files.createFile(go);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(directory.resolve("tmuxbridge").resolve("server-" + process.pid() + ".json"))
                .doesNotExist();
    }

    @Test
    void aStartThatFailsDoesNotExitAsIfAllWereWell() throws Exception {
        Process process = serveWith(directory.resolve("no-tmux"));
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
    }

    @Test
    void theReadyLineIsAllThatStandardOutputGetsAndSecretsAreNotLogged() throws Exception {
        Process process = launch("--log-level", "debug");
        URI page = readyUrl(process);
        String token = page.getFragment().substring("token=".length());
        try (AskingSocket socket = AskingSocket.open(
                "ws://127.0.0.1:" + page.getPort() + "/ws/terminal", Map.of("Authorization", "Bearer " + token))) {
            assertThat(socket.ask(AskingSocket.INFO)).contains("\"result\"");
        }
        String local = RuntimeFile.of(Map.of("XDG_RUNTIME_DIR", directory.toString()))
                .read()
                .orElseThrow()
                .token();
        process.toHandle().destroy(); // SIGTERM; Process.destroy would close its streams too
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(PrintedLines.of(process).next()).isNull();
        assertThat(errors(process)).isNotEmpty().doesNotContain(token, local);
    }

    @Test
    void aTerminalIsTypedIntoOverTheWire() throws Exception {
        tmux.newSession("two words", 80, 24, "cat");
        URI page = readyUrl(launch("--auth", "none"));
        String endpoint = "ws://127.0.0.1:" + page.getPort() + "/ws/terminal/two%20words";
        try (AskingSocket socket = AskingSocket.open(endpoint, Map.of())) {
            socket.say("{\"type\":\"connect\",\"cols\":80,\"rows\":24}");
            socket.awaitText("\"type\":\"connected\"");
            socket.awaitText("\"snapshot\":true");
            socket.say("{\"type\":\"input\",\"seq\":1,\"data\":\"grüße 🙂\\r\"}");
            socket.awaitText("grüße 🙂");
        }
    }

    @Test
    void urlPrintsAFreshLink() throws Exception {
        URI page = readyUrl(launch());
        Process url = start(List.of("url"));
        String fresh = PrintedLines.of(url).next();
        assertThat(url.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(url.exitValue()).isZero();
        assertThat(fresh)
                .startsWith("http://127.0.0.1:" + page.getPort() + "/#token=")
                .isNotEqualTo(page.toString());
    }

    /** As behind a proxy, or for a phone: what this machine calls itself helps nobody there. */
    @Test
    void withOneOriginTheLinkIsPrintedForPeopleElsewhereToo() throws Exception {
        Process process = launch("--origin", "https://term.example.org");
        String token = readyUrl(process).getFragment();
        await().untilAsserted(() ->
                assertThat(errors(process)).contains("tmuxbridge origin https://term.example.org/#" + token + "\n"));
        Process url = start(List.of("url"));
        String fresh = URI.create(PrintedLines.of(url).next()).getFragment();
        assertThat(url.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(errors(url)).endsWith("on other machines: https://term.example.org/#" + fresh + "\n");
    }

    @Test
    void tlsIsServedFromPemFiles() throws Exception {
        TestKeys.Pair files = TestKeys.make(directory, "EC");
        Process process = launch(
                "--tls-cert",
                files.certificate().toString(),
                "--tls-key",
                files.key().toString());
        URI page = readyUrl(process);
        assertThat(page.getScheme()).isEqualTo("https");
        String token = page.getFragment().substring("token=".length());
        HttpClient http = HttpClient.newBuilder()
                .sslContext(trusting(files.certificate()))
                .build();
        String endpoint = "wss://127.0.0.1:" + page.getPort() + "/ws/terminal";
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + token, "Origin", "https://127.0.0.1:" + page.getPort());
        try (AskingSocket socket = AskingSocket.open(http, endpoint, headers)) {
            assertThat(socket.ask(AskingSocket.INFO)).contains("\"result\"");
        }
    }

    /** It is signed by nobody, and has not the name by which they reach it, as that of a server on all addresses. */
    @Test
    void theCommandsOfThisUserTrustTheCertificateOfTheServerTheyFind() throws Exception {
        tmux.newSession("stays", 80, 24);
        TestKeys.Pair files = TestKeys.make(directory, "EC");
        readyUrl(launch(
                "--host",
                "127.0.0.2",
                "--tls-cert",
                files.certificate().toString(),
                "--tls-key",
                files.key().toString()));
        Process url = start(List.of("url"));
        assertThat(PrintedLines.of(url).next())
                .as("standard error: %s", errors(url))
                .startsWith("https://127.0.0.2:")
                .contains("#token=");
        Process attach = start(List.of("attach")); // it looks for a session before it looks for a terminal
        assertThat(attach.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(errors(attach)).contains("not a terminal");
    }

    @Test
    void theServerLoadsNothingOfTheClientThatTheOtherCommandsUse() throws Exception {
        Path log = directory.resolve("classes");
        javaOptions = List.of("-Xlog:class+load:file=" + log);
        Process process = launch("--auth", "none");
        readyUrl(process);
        process.toHandle().destroy(); // SIGTERM; Process.destroy would close its streams too
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();

        assertThat(Files.readString(log))
                .contains("io.tmuxbridge.examples.ServeCommand")
                .doesNotContain("io.tmuxbridge.client.", "org.glassfish.tyrus.client.");
    }

    /** tmux does not let go of a client that printed to nobody (ControlClients), and would not end any more itself. */
    @Test
    void whatAKilledOneLeftAttachedGoesWhenTheNextOneStarts() throws Exception {
        tmux.newSession("prints", 80, 24, "sh", "-c", "while :; do echo a line; sleep 0.001; done");
        Process killed = launch("--auth", "none");
        URI page = readyUrl(killed);
        try (AskingSocket socket =
                AskingSocket.open("ws://127.0.0.1:" + page.getPort() + "/ws/terminal/prints", Map.of())) {
            socket.say("{\"type\":\"connect\",\"cols\":80,\"rows\":24}");
            socket.awaitText("a line");
            killed.toHandle().destroyForcibly();
            assertThat(killed.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        readyUrl(launch("--auth", "none"));
        await().until(() -> tmux.tmux("list-clients").isEmpty());
        tmux.tmux("kill-server");
        await().until(() -> ProcessHandle.of(tmux.pid()).isEmpty());
    }

    /** What it rehearses with has a tmux server of its own, whose programs would run for a minute. */
    @Test
    void whoEndsItInTheRehearsalFindsNothingOfThatLeft() throws Exception {
        Process process = serve("--auth", "none");
        readyUrl(process);
        String stage = "tmuxbridge-rehearsal-" + process.pid() + "-0";
        await().until(() -> RehearsalTest.runs(stage));
        process.toHandle().destroy(); // SIGTERM; Process.destroy would close its streams too
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        await().until(() -> !RehearsalTest.runs(stage));
    }

    private Process launch(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--no-rehearsal"));
        arguments.addAll(List.of(options));
        return serve(arguments.toArray(String[]::new));
    }

    private Process serve(String... options) throws IOException {
        return serveWith(Path.of(TmuxServer.binary()), options);
    }

    private Process serveWith(Path binary, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0", "--tmux", binary.toString()));
        arguments.addAll(List.of("--tmux-socket", tmux.socketName()));
        arguments.addAll(List.of(options));
        return start(arguments);
    }

    private Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC"));
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Launcher.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("XDG_RUNTIME_DIR", directory.toString());
        builder.environment().remove("TMUX");
        builder.redirectError(directory.resolve("errors-" + started.size()).toFile());
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private String errors(Process process) throws IOException {
        return Files.readString(directory.resolve("errors-" + started.indexOf(process)));
    }

    private URI readyUrl(Process process) throws IOException {
        String line = PrintedLines.of(process).next();
        assertThat(line).as("standard error: %s", errors(process)).startsWith("tmuxbridge ready http");
        return URI.create(line.substring("tmuxbridge ready ".length()));
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "c", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
