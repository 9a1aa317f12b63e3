package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tmuxbridge.testkit.AskingSocket;
import io.tmuxbridge.testkit.PrintedLines;
import io.tmuxbridge.testkit.TmuxServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is told to end while it has more to do than can be done: of all kinds, one peer that takes nothing. */
class EndWhileWatchedTest {

    private static final String CONNECT = "{\"type\":\"connect\",\"cols\":80,\"rows\":24}";
    private static final String WHOLE = "{\"type\":\"connect\",\"view\":\"mirror\",\"cols\":80,\"rows\":24}";

    private final TmuxServer tmux = TmuxServer.create();
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;
    private int port;

    @TempDir
    private Path directory;

    @AfterEach
    void endAll() {
        process.destroyForcibly();
        tmux.close();
    }

    @Test
    void sigtermTellsWhoeverReadsAndWaitsForNobodyElse() throws Exception {
        tmux.newSession("floods", 80, 24, "sh", "-c", "while :; do seq 100000; done");
        tmux.newSession("stays", 80, 24, "cat");
        launch();
        try (Socket deaf = deafViewer();
                AskingSocket flooded = viewer("floods", CONNECT);
                AskingSocket whole = viewer("stays", WHOLE);
                Stream<String> events = overHttp("stays")) {
            for (int i = 0; i < 200; i++) {
                flooded.message();
            }
            process.toHandle().destroy(); // SIGTERM; Process.destroy would close its streams too

            assertThat(flooded.closeCode()).as("of a flood").isEqualTo(1001);
            assertThat(whole.closeCode()).as("of a whole session").isEqualTo(1001);
            List<String> heard = events.toList();
            assertThat(heard).as("over plain HTTP").contains("event: close");
            assertThat(heard.get(heard.indexOf("event: close") + 1)).contains("\"code\":1001");
            // Less than sendTimeout, after which it lets go of who reads nothing anyway.
            assertThat(process.waitFor(20, TimeUnit.SECONDS))
                    .as("ends by itself")
                    .isTrue();
            assertThat(deaf.isClosed()).isFalse();
        }
        assertThat(process.exitValue()).isZero();
        assertThat(tmux.tmux("list-sessions", "-F", "#{session_name}").lines()).containsExactly("floods", "stays");
    }

    private void launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                "serve",
                "--port",
                "0",
                "--tmux",
                TmuxServer.binary(),
                "--tmux-socket",
                tmux.socketName(),
                "--auth",
                "none",
                "--no-rehearsal");
        builder.environment().put("XDG_RUNTIME_DIR", directory.toString());
        builder.redirectError(directory.resolve("errors").toFile());
        process = builder.start();
        String line = PrintedLines.of(process).next();
        assertThat(line).startsWith("tmuxbridge ready http");
        port = URI.create(line.substring("tmuxbridge ready ".length())).getPort();
    }

    private AskingSocket viewer(String session, String connect) {
        AskingSocket socket = AskingSocket.open(port, "/ws/terminal/" + session, Map.of());
        socket.say(connect);
        socket.awaitText("\"snapshot\":true");
        return socket;
    }

    /** Views the flood, and takes nothing of it. */
    private Socket deafViewer() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        String hello = "GET /ws/terminal/floods HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                + "\r\n";
        socket.getOutputStream().write(hello.getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) socket.getInputStream().read());
        }
        assertThat(answer.toString()).startsWith("HTTP/1.1 101");
        byte[] payload = CONNECT.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[6 + payload.length]; // masked with zeros
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        socket.getOutputStream().write(frame);
        return socket;
    }

    /** Views a session, and returns the lines of its events. */
    private Stream<String> overHttp(String session) throws Exception {
        JsonNode opened = new ObjectMapper()
                .readTree(http.send(post("/http/terminal/" + session, "{}").build(), BodyHandlers.ofString())
                        .body());
        String place = "/http/terminal/" + opened.path("id").asText();
        String key = opened.path("key").asText();
        Stream<String> lines = http.send(
                        HttpRequest.newBuilder(uri(place + "/events"))
                                .header("Tmuxbridge-Key", key)
                                .build(),
                        BodyHandlers.ofLines())
                .body();
        HttpRequest connect = post(place + "/messages", new ObjectMapper().writeValueAsString(List.of(CONNECT)))
                .header("Tmuxbridge-Key", key)
                .header("Tmuxbridge-Number", "1")
                .build();
        assertThat(http.send(connect, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
        return lines;
    }

    private HttpRequest.Builder post(String path, String body) {
        return HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
