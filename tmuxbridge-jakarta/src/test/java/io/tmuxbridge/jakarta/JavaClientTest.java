package io.tmuxbridge.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.client.spi.Line;
import io.tmuxbridge.client.spi.LineListener;
import io.tmuxbridge.client.spi.RefusedException;
import io.tmuxbridge.client.spi.Target;
import io.tmuxbridge.client.websocket.WebSocketConnector;
import io.tmuxbridge.transport.Subprotocol;
import io.undertow.websockets.jsr.UndertowContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.tomcat.websocket.WsWebSocketContainer;
import org.eclipse.jetty.ee11.websocket.jakarta.client.JakartaWebSocketClientContainerProvider;
import org.eclipse.jetty.util.component.LifeCycle;
import org.glassfish.tyrus.client.ClientManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java client's lines, opened by the WebSocket client of each container that it may find in a server. */
class JavaClientTest {

    private static final int MANY = 20_000_000;

    /**
     * RFC 6455, 5.2: the first byte of a message of one frame, and the length that says that eight bytes of it follow.
     */
    private static final byte[] TEXT = {(byte) 0x81, 127};

    private static final byte[] BINARY = {(byte) 0x82, 127};

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private WebSocketContainer container;

    private final LineListener listener = new LineListener() {
        @Override
        public void text(String message) {
            heard.add("text of " + message.length());
        }

        @Override
        public void binary(ByteBuffer message) {
            heard.add("binary of " + message.remaining());
        }

        @Override
        public void closed(int code, String reason) {
            heard.add("closed " + code);
        }
    };

    enum Kind {
        TOMCAT,
        JETTY,
        UNDERTOW,
        TYRUS;

        WebSocketContainer container() {
            return switch (this) {
                case TOMCAT -> new WsWebSocketContainer();
                case JETTY -> JakartaWebSocketClientContainerProvider.getContainer(null);
                case UNDERTOW -> new Undertows().getContainer();
                case TYRUS -> ClientManager.createClient();
            };
        }
    }

    private static final class Undertows extends UndertowContainerProvider {
        @Override
        protected WebSocketContainer getContainer() {
            return super.getContainer();
        }
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        if (container instanceof LifeCycle jetty) {
            jetty.stop();
        }
    }

    private Line open(Kind kind) throws IOException {
        container = kind.container();
        URI endpoint = URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/ws/terminal");
        return WebSocketConnector.with(container).open(new Target(endpoint, Map.of(), Subprotocol.JSON), listener);
    }

    /** Much longer than the container's own buffers, which are left as they are. */
    @ParameterizedTest
    @EnumSource
    void longMessagesComeInWhole(Kind kind) throws Exception {
        Thread thread = new Thread(this::saysMuch, "says-much");
        thread.start();
        Line line = open(kind);
        await().until(() -> heard.size() >= 2);

        assertThat(heard).containsExactly("text of " + MANY, "binary of " + MANY);
        line.close(1000, "done");
        thread.join();
    }

    static Stream<Arguments> refusals() {
        Map<String, Integer> codes = new LinkedHashMap<>();
        codes.put("401 Unauthorized\r\nWWW-Authenticate: Bearer", 4401);
        codes.put("401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"", 4401);
        codes.put("401 Unauthorized", 4401);
        codes.put("403 Forbidden", 4403);
        codes.put("404 Not Found", 0);
        codes.put("429 Too Many Requests", 0);
        codes.put("503 Service Unavailable", 0);
        return Stream.of(Kind.values())
                .flatMap(kind ->
                        codes.entrySet().stream().map(each -> Arguments.of(kind, each.getKey(), each.getValue())));
    }

    /** All were tried again for ever, with the same token. */
    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusedHandshakeIsWhatTheCloseCodeWouldBe(Kind kind, String status, int closeCode) throws Exception {
        IOException refused = refusal(kind, status);
        // Tyrus now and then stumbles over a challenge before it has its answer. A client tries again then.
        for (int tries = 1; tries < 10 && String.valueOf(refused.getMessage()).contains("upgradeRequest"); tries++) {
            refused = refusal(kind, status);
        }
        assertThat(refused instanceof RefusedException why ? why.closeCode() : 0)
                .as(refused.getMessage())
                .isEqualTo(closeCode);
    }

    private IOException refusal(Kind kind, String status) {
        Thread thread = new Thread(() -> answers(status), "refuses");
        thread.setDaemon(true); // a container may keep the connection
        thread.start();
        return assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> open(kind))
                .withMessageStartingWith("cannot connect to ws://127.0.0.1:" + server.getLocalPort() + "/ws/terminal: ")
                .actual();
    }

    /** Leaves the end of the connection to the client: Tyrus stumbles over one that comes with a challenge. */
    private void answers(String status) {
        try (Socket socket = server.accept();
                Scanner request = new Scanner(socket.getInputStream(), StandardCharsets.US_ASCII)) {
            request.useDelimiter("\r\n\r\n").next();
            socket.getOutputStream()
                    .write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // The container is gone.
        }
    }

    private void saysMuch() {
        try (Socket socket = server.accept();
                Scanner request = new Scanner(socket.getInputStream(), StandardCharsets.US_ASCII)) {
            OutputStream out = socket.getOutputStream();
            out.write(handshake(request.useDelimiter("\r\n\r\n").next()));
            for (byte[] kind : List.of(TEXT, BINARY)) {
                out.write(kind);
                out.write(ByteBuffer.allocate(Long.BYTES).putLong(MANY).array());
                out.write(new byte[MANY]);
            }
            out.flush();
            socket.getInputStream().read(); // until the client takes its leave
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] handshake(String request) throws NoSuchAlgorithmException {
        Matcher key = Pattern.compile("(?i)Sec-WebSocket-Key: *(\\S+)").matcher(request);
        assertThat(key.find()).isTrue();
        byte[] accept = MessageDigest.getInstance("SHA-1")
                .digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
        return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(accept) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
