package io.tmuxbridge.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenSocketsTest {

    private final OpenSockets sockets = new OpenSockets(HttpServerExchange::endExchange);
    private final Undertow undertow = Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(sockets)
            .build();
    private int port;

    @BeforeEach
    void start() {
        undertow.start();
        port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @AfterEach
    void stop() {
        undertow.stop();
    }

    @Test
    void aConnectionCountsOnceHoweverManyRequestsComeOnIt() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            for (int i = 0; i < 3; i++) {
                ask(socket);
            }
            assertThat(sockets.count()).isEqualTo(1);
        }
        sockets.awaitNone(Duration.ofSeconds(10));
        assertThat(sockets.count()).isZero();
    }

    /** Asks, and reads the whole answer, which is a head alone. */
    private static void ask(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /ws/x HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).isNotNegative();
            answer.append((char) next);
        }
    }
}
