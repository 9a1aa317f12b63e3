package io.tmuxbridge.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.access.OriginPolicy;
import io.tmuxbridge.jakarta.TrustedProxies;
import io.undertow.Undertow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiTest {

    private final String token = SignIn.newToken();
    private Undertow undertow;

    @AfterEach
    void stop() {
        undertow.stop();
    }

    private Socket connect(Duration bodyTime) throws IOException {
        Door door = Door.tokens(1, "local");
        Api api = new Api(
                door,
                OriginPolicy.allowing(Set.of()),
                new Clients(TrustedProxies.none()),
                new BodyReader(1000, bodyTime));
        undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(exchange -> {
                    exchange.setRelativePath("/login");
                    api.handleRequest(exchange);
                })
                .build();
        undertow.start();
        int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String head(String length) {
        return "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + length + "\r\n\r\n";
    }

    @Test
    void aBodyThatDoesNotComeInTimeEndsTheConnection() throws Exception {
        try (Socket socket = connect(Duration.ofMillis(200))) {
            say(socket, head("Content-Length: 100") + "{");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whoAsksFirstWhetherToSendABodyIsAnswered() throws Exception {
        try (Socket socket = connect(Duration.ofSeconds(60))) {
            String body = "{\"token\": \"" + token + "\"}";
            say(socket, head("Expect: 100-continue\r\nContent-Length: " + body.length()));
            assertThat(line(socket)).startsWith("HTTP/1.1 100 ");
            assertThat(line(socket)).isEmpty();
            say(socket, body);
            assertThat(line(socket)).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void aBodyWhoseLengthIsNotToldIsCutOffWhereItGetsTooLong() throws Exception {
        try (Socket socket = connect(Duration.ofSeconds(60))) {
            say(socket, head("Transfer-Encoding: chunked") + "7d0\r\n" + "x".repeat(2000) + "\r\n");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next > 0 && next != '\n';
                next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
