package io.tmuxbridge.client.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.client.spi.Line;
import io.tmuxbridge.client.spi.LineListener;
import io.tmuxbridge.client.spi.Target;
import io.tmuxbridge.transport.Subprotocol;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSockets;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Scanner;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines by Tyrus to a real server. */
class WebSocketConnectorTest {

    /** RFC 6455, 5.5.1. */
    private static final byte[] CLOSE_WITHOUT_CODE = {(byte) 0x88, 0};

    private final Heard heard = new Heard();

    private static Target target(URI server, Subprotocol subprotocol) {
        return new Target(
                URI.create("ws://127.0.0.1:" + server.getPort() + "/ws/terminal"),
                Map.of("Authorization", "Bearer t", "X-More", "m"),
                subprotocol);
    }

    @Test
    void theHandshakeShowsWhatItWasGivenAndNoOrigin() throws Exception {
        try (SocketServer server = new SocketServer("tmuxbridge.v1.binary", (from, text) -> {})) {
            Line line = WebSocketConnector.create().open(target(server.url(), Subprotocol.BINARY), heard);
            await("the server tells of it after it has answered").until(() -> !server.headers.isEmpty());
            Map<String, List<String>> headers = server.headers.remove();

            assertThat(headers.get("Authorization")).containsExactly("Bearer t");
            assertThat(headers.get("X-More")).containsExactly("m");
            assertThat(headers.get("Sec-WebSocket-Protocol")).containsExactly("tmuxbridge.v1.binary");
            assertThat(headers.keySet()).noneMatch("Origin"::equalsIgnoreCase);
            line.close(1000, "done");
            await().until(() -> !heard.closes.isEmpty());
        }
    }

    /** Jetty's containers have threads, nine each, until somebody stops them: each reconnect took another one. */
    @Test
    void allLinesComeFromOneContainer() throws Exception {
        List<WebSocketContainer> found = new ArrayList<>();
        WebSocketConnector connector = new WebSocketConnector(() -> {
            found.add(ContainerProvider.getWebSocketContainer());
            return found.get(found.size() - 1);
        });
        try (SocketServer server = new SocketServer("tmuxbridge.v1.binary", (from, text) -> {})) {
            for (int i = 1; i <= 3; i++) {
                int lines = i;
                connector.open(target(server.url(), Subprotocol.BINARY), heard).close(1000, "done");
                await().until(() -> heard.closes.size() == lines);
            }
        }

        assertThat(found).hasSize(1);
    }

    /** Threads of an application server, or of a pool made elsewhere, may see none by their own class loader. */
    @Test
    void aContainerIsFoundFromAThreadWhoseLoaderSeesNone() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try (SocketServer server = new SocketServer("tmuxbridge.v1.binary", (from, text) -> {})) {
            Line line = WebSocketConnector.create().open(target(server.url(), Subprotocol.BINARY), heard);
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(ClassLoader.getPlatformClassLoader());
            line.close(1000, "done");
            await().until(() -> !heard.closes.isEmpty());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** As Undertow's is, once the server of the same program that it belongs to has ended. */
    @Test
    void aContainerThatIsClosedIsReplaced() throws Exception {
        WebSocketContainer closed = (WebSocketContainer) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {WebSocketContainer.class}, (proxy, method, arguments) -> {
                    throw new ClosedChannelException();
                });
        Iterator<WebSocketContainer> containers =
                List.of(closed, ContainerProvider.getWebSocketContainer()).iterator();
        try (SocketServer server = new SocketServer("tmuxbridge.v1.binary", (from, text) -> {})) {
            Line line = new WebSocketConnector(containers::next).open(target(server.url(), Subprotocol.BINARY), heard);
            line.close(1000, "done");
            await().until(() -> !heard.closes.isEmpty());
        }
    }

    @Test
    void messagesGoOutAndComeInWholeAndInOrderHoweverManyAtOnce() throws Exception {
        try (SocketServer server =
                new SocketServer("tmuxbridge.v1.binary", (from, text) -> WebSockets.sendText(text, from, null))) {
            Line line = WebSocketConnector.create().open(target(server.url(), Subprotocol.BINARY), heard);
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                String text = "message " + i + " né";
                sent.add(text);
                line.text(text);
            }
            line.binary(ByteBuffer.wrap(new byte[100_000]));
            await().until(() -> !heard.binary.isEmpty());

            assertThat(heard.texts).isEqualTo(sent);
            assertThat(heard.binary).containsExactly(100_000);
            line.close(1000, "done");
        }
    }

    /** Tyrus ended the connection at 4 MiB, and again after each reconnect: a long history was never shown. */
    @Test
    void aMessageOfManyMegabytesComesIn() throws Exception {
        try (SocketServer server = new SocketServer("tmuxbridge.v1.binary", (from, text) -> {})) {
            Line line = WebSocketConnector.create().open(target(server.url(), Subprotocol.BINARY), heard);
            line.binary(ByteBuffer.wrap(new byte[20_000_000]));
            await().until(() -> !heard.binary.isEmpty() || !heard.closes.isEmpty());

            assertThat(heard.binary).containsExactly(20_000_000);
            line.close(1000, "done");
        }
    }

    @Test
    void whatWasSaidBeforeTheCloseGoesBeforeIt() throws Exception {
        Queue<String> said = new ConcurrentLinkedQueue<>();
        try (SocketServer server = new SocketServer("tmuxbridge.v1.binary", (from, text) -> said.add(text))) {
            Line line = WebSocketConnector.create().open(target(server.url(), Subprotocol.BINARY), heard);
            for (int i = 0; i < 500; i++) {
                line.text("message " + i);
            }
            line.close(1000, "done");

            await().until(() -> said.size() == 500);
        }
    }

    @ParameterizedTest
    @CsvSource({"1001", "1008", "1009", "1011", "4401", "4403", "4404", "4409", "4413", "4429"})
    void aCloseIsHeardWithItsCodeAndWordsOnce(int code) throws Exception {
        try (SocketServer server = new SocketServer(
                "tmuxbridge.v1.json",
                (from, text) -> WebSockets.sendClose(new CloseMessage(code, "why"), from, null))) {
            Line line = WebSocketConnector.create().open(target(server.url(), Subprotocol.JSON), heard);
            line.text("close");
            await().until(() -> !heard.closes.isEmpty());
            line.text("nobody hears this");
            line.close(1000, "late");

            assertThat(heard.closes).containsExactly(code + " why");
        }
    }

    @Test
    void aCloseWithoutACodeIsALineThatBroke() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> shakeHands(server, "", CLOSE_WITHOUT_CODE), "closes-without-a-code");
            thread.start();
            WebSocketConnector.create()
                    .open(target(URI.create("http://127.0.0.1:" + server.getLocalPort()), Subprotocol.JSON), heard);
            await().until(() -> !heard.closes.isEmpty());
            thread.join();

            assertThat(heard.closes).containsExactly("1005 ");
        }
    }

    /** The close came first, with 1000: the client said that the server had closed the connection. */
    @Test
    void aServerThatSpeaksAnotherSubprotocolIsSaidTo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(
                    () -> shakeHands(server, "Sec-WebSocket-Protocol: tmuxbridge.v9.json\r\n", new byte[0]), "other");
            thread.start();
            Target target = target(URI.create("http://127.0.0.1:" + server.getLocalPort()), Subprotocol.JSON);

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> WebSocketConnector.create().open(target, heard))
                    .withMessageEndingWith("does not speak tmuxbridge.v1.json but 'tmuxbridge.v9.json'");
            thread.join();
            assertThat(heard.closes).containsExactly("1002 it agreed to 'tmuxbridge.v9.json'");
        }
    }

    /** RFC 6455, 4.2.2: a handshake, and what comes right behind it. */
    private static void shakeHands(ServerSocket server, String header, byte[] behind) {
        try (Socket socket = server.accept();
                Scanner request = new Scanner(socket.getInputStream(), StandardCharsets.US_ASCII)) {
            request.useDelimiter("\r\n\r\n");
            Matcher key = Pattern.compile("(?i)Sec-WebSocket-Key: *(\\S+)").matcher(request.next());
            assertThat(key.find()).isTrue();
            byte[] accept = MessageDigest.getInstance("SHA-1")
                    .digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                            .getBytes(StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(accept) + "\r\n" + header
                            + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(behind);
            out.flush();
            // Until the client has answered and gone.
            socket.getInputStream().readAllBytes();
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aServerThatGoesAwayIsALineThatBroke() throws Exception {
        try (SocketServer server = new SocketServer("tmuxbridge.v1.json", (from, text) -> closeQuietly(from))) {
            Line line = WebSocketConnector.create().open(target(server.url(), Subprotocol.JSON), heard);
            line.text("go");
            await().until(() -> !heard.closes.isEmpty());

            assertThat(heard.closes).hasSize(1).first().asString().startsWith("1006");
        }
    }

    private static void closeQuietly(Closeable channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Target nobody = target(URI.create("http://127.0.0.1:" + port), Subprotocol.JSON);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> WebSocketConnector.create().open(nobody, heard))
                .withMessageContaining("cannot connect to ws://127.0.0.1:" + port + "/ws/terminal");
    }

    @Test
    void aServerThatNamesNoSubprotocolIsSpokenToInTheOneThatWasOffered() throws Exception {
        try (SocketServer server = new SocketServer("tmuxbridge.v1.json", (from, text) -> {})) {
            Line line = WebSocketConnector.create().open(target(server.url(), Subprotocol.BINARY), heard);
            line.close(1000, "done");
            await().until(() -> !heard.closes.isEmpty());

            assertThat(heard.closes).hasSize(1);
        }
    }

    private static final class Heard implements LineListener {

        private final List<String> texts = new CopyOnWriteArrayList<>();
        private final List<Integer> binary = new CopyOnWriteArrayList<>();
        private final List<String> closes = new CopyOnWriteArrayList<>();

        @Override
        public void text(String message) {
            texts.add(message);
        }

        @Override
        public void binary(ByteBuffer message) {
            binary.add(message.remaining());
        }

        @Override
        public void closed(int code, String reason) {
            closes.add(code + " " + reason);
        }
    }
}
