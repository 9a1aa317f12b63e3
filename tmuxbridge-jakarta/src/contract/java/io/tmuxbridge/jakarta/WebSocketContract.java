package io.tmuxbridge.jakarta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.FakePeer;
import io.tmuxbridge.jakarta.contract.TestServer;
import io.tmuxbridge.jakarta.contract.TransportClient;
import io.tmuxbridge.jakarta.contract.TransportContract;
import io.tmuxbridge.testkit.AskingSocket;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What must be true of the adapter in every container, and of WebSockets only. One subclass for each container. */
abstract class WebSocketContract extends TransportContract {

    /** Starts the container with the bridge registered in it. */
    abstract TestServer start(TmuxBridge bridge, EndpointOptions options) throws Exception;

    EndpointOptions options() {
        return EndpointOptions.defaults().withCloseGrace(Duration.ofSeconds(2));
    }

    @Override
    protected TestServer start(TmuxBridge bridge, String prefix, TrustedProxies proxies) throws Exception {
        EndpointOptions options = options().withPathPrefix(prefix).withTrustedProxies(proxies);
        return start(
                bridge,
                proxies.trusts("127.0.0.1") ? options.withRemoteAddress(session -> Optional.of("127.0.0.1")) : options);
    }

    @Override
    protected String path() {
        return "/ws/terminal";
    }

    @Override
    protected TransportClient open(int port, String target, List<String> protocols, String... headers)
            throws IOException {
        return new WebSocketClient(port, target, protocols, headers);
    }

    @Override
    protected long leftBehind() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("tmuxbridge-close"))
                .count();
    }

    /** What the container was told about idle connections. */
    long maxIdleTimeout(Connection connection) {
        return ((JakartaConnection) connection).maxIdleTimeout();
    }

    private RawClient raw(String... headers) {
        try {
            return new RawClient(server.port(), one(), List.of(headers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anOrdinaryClientIsUnderstood() throws Exception {
        try (AskingSocket client = AskingSocket.open(server.port(), one(), Map.of(), "tmuxbridge.v1.binary")) {
            assertThat(client.socket().getSubprotocol()).isEqualTo("tmuxbridge.v1.binary");
            FakePeer peer = bridge.next();
            client.socket().sendText("grüße 🙂", true).join();
            assertThat(peer.message()).isEqualTo("grüße 🙂");
            assertThat(send(peer, new Frame.Text("zurück 🙂"))).isNull();
            assertThat(client.message()).isEqualTo("zurück 🙂");
            client.socket().sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
            assertThat(peer.end().code()).isEqualTo(1000);
        }
    }

    /** The trap: Tyrus opens the session after some refusals, and a client that ignores the status is heard. */
    @Test
    void anOriginThatCanNeverBeRightIsRefusedInTheHandshake() throws Exception {
        try (RawClient client = raw("Origin: null")) {
            assertThat(client.status()).isIn(403, 404);
            assertThatCode(() -> client.text("ignoring the status")).doesNotThrowAnyException();
            try (RawClient allowed = raw()) {
                FakePeer peer = bridge.next();
                allowed.text("this one is heard");
                assertThat(peer.message()).isEqualTo("this one is heard");
            }
            assertThat(bridge.waiting()).isZero();
        }
    }

    @Test
    void fragmentsAreJoinedWhereverTheyAreCut() throws Exception {
        try (RawClient client = raw()) {
            FakePeer peer = bridge.next();
            byte[] text = "aé🙂z".getBytes(UTF_8);
            client.frame(false, RawClient.TEXT, new byte[] {text[0]});
            for (int i = 1; i < text.length; i++) {
                client.frame(i == text.length - 1, RawClient.CONTINUATION, new byte[] {text[i]});
            }
            assertThat(peer.message()).isEqualTo("aé🙂z");
            fragmentsOfNoCharacters(client, peer);
        }
    }

    /** Bytes, parts without any, and a message without any. */
    static void fragmentsOfNoCharacters(RawClient client, FakePeer peer) throws Exception {
        client.frame(false, RawClient.BINARY, new byte[] {1, 2});
        client.frame(false, RawClient.CONTINUATION, new byte[0]);
        client.frame(true, RawClient.CONTINUATION, new byte[] {3});
        assertThat(peer.message()).isEqualTo(new byte[] {1, 2, 3});
        client.frame(true, RawClient.TEXT, new byte[0]);
        assertThat(peer.message()).isEqualTo("");
    }

    @Test
    void aMessageThatNeverEndsIsGivenUp() throws Exception {
        try (RawClient client = raw()) {
            FakePeer peer = bridge.next();
            byte[] part = new byte[30_000];
            client.frame(false, RawClient.BINARY, part);
            for (int i = 0; i < 4; i++) {
                client.frame(false, RawClient.CONTINUATION, part);
            }
            assertThat(client.readClose().closeCode()).isEqualTo(CloseCode.TOO_BIG.code());
            assertThat(peer.messagesWaiting()).isZero();
        }
    }

    @Test
    void anIdleConnectionIsNotClosedByTheContainer() throws Exception {
        try (RawClient client = raw()) {
            FakePeer peer = bridge.next();
            assertThat(client.status()).isEqualTo(101);
            assertThat(maxIdleTimeout(peer.connection())).isLessThanOrEqualTo(0);
        }
    }

    /** Who has vanished without a word is found by that alone, while its pane is quiet. */
    @Test
    void aPingReachesTheClientAndItsAnswerTheBridge() throws Exception {
        try (RawClient client = raw()) {
            FakePeer peer = bridge.next();
            CompletableFuture<Throwable> pinged = pinging(peer);
            RawClient.ServerFrame ping = client.read();
            assertThat(ping.opcode()).isEqualTo(RawClient.PING);
            assertThat(pinged.get(20, TimeUnit.SECONDS)).isNull();
            assertThat(peer.signsOfLife()).isZero();
            client.frame(true, RawClient.PONG, ping.payload());
            await().atMost(Duration.ofSeconds(20)).until(() -> peer.signsOfLife() == 1);
            client.text("and messages");
            assertThat(peer.message()).isEqualTo("and messages");
        }
    }

    @Test
    void anOrdinaryClientAnswersAPing() throws Exception {
        try (AskingSocket client = AskingSocket.open(server.port(), one(), Map.of(), "tmuxbridge.v1.json")) {
            FakePeer peer = bridge.next();
            assertThat(pinging(peer).get(20, TimeUnit.SECONDS)).isNull();
            await().atMost(Duration.ofSeconds(20)).until(() -> peer.signsOfLife() == 1);
            assertThat(client.socket().isInputClosed()).isFalse();
        }
    }

    /** A ping may not be sent, but then a frame is under way; a frame is always sent. */
    @Test
    void pingsAndFramesAtTheSameTimeDoNotHinderEachOther() throws Exception {
        try (RawClient client = raw()) {
            FakePeer peer = bridge.next();
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Integer> pings = CompletableFuture.supplyAsync(() -> {
                int left = 0;
                while (!over.get()) {
                    left += pinging(peer).join() == null ? 1 : 0;
                }
                return left;
            });
            CompletableFuture<Void> frames = CompletableFuture.runAsync(() -> sendAHundred(peer));
            int seen = 0;
            for (int n = 0; n < 100; ) {
                RawClient.ServerFrame frame = client.read();
                if (frame.opcode() == RawClient.PING) {
                    seen++;
                } else {
                    assertThat(new String(frame.payload(), UTF_8)).isEqualTo("message " + n++);
                }
            }
            frames.get(20, TimeUnit.SECONDS);
            over.set(true);
            int left = pings.get(20, TimeUnit.SECONDS);
            while (seen < left) {
                assertThat(client.read().opcode()).isEqualTo(RawClient.PING);
                seen++;
            }
            assertThat(seen).isEqualTo(left);
        }
    }

    private static CompletableFuture<Throwable> pinging(FakePeer peer) {
        CompletableFuture<Throwable> pinged = new CompletableFuture<>();
        peer.connection().ping(pinged::complete);
        return pinged;
    }

    /**
     * Compression costs each connection a window: whoever offers it talks without, also where the container has it on.
     */
    @Test
    void compressionIsNotAgreedOnWhoeverOffersIt() throws Exception {
        try (RawClient client = raw("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")) {
            assertThat(client.status()).isEqualTo(101);
            assertThat(client.header("Sec-WebSocket-Extensions")).isEmpty();
            FakePeer peer = bridge.next();
            String text = "aaaa".repeat(1000);
            client.text(text);
            assertThat(peer.message()).isEqualTo(text);
            CompletableFuture<Throwable> sent = sending(peer, new Frame.Text(text));
            RawClient.ServerFrame frame = client.read();
            assertThat(new String(frame.payload(), UTF_8)).isEqualTo(text);
            assertThat(sent.get(20, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    void fiveThousandSendsFromFiftyThreadsAtATimeAllArrive() throws Exception {
        int connections = 50;
        List<RawClient> clients = new ArrayList<>();
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            for (int i = 0; i < connections; i++) {
                clients.add(raw());
                FakePeer peer = bridge.next();
                senders.add(CompletableFuture.runAsync(() -> sendAHundred(peer), threads));
            }
            for (RawClient client : clients) {
                for (int n = 0; n < 100; n++) {
                    assertThat(new String(client.read().payload(), UTF_8)).isEqualTo("message " + n);
                }
            }
            for (CompletableFuture<Void> sender : senders) {
                sender.get(20, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdown();
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    private static void sendAHundred(FakePeer peer) {
        for (int n = 0; n < 100; n++) {
            assertThat(sending(peer, new Frame.Text("message " + n)).join()).isNull();
        }
    }

    /** Whatever the container tells its clients, the bridge hears of every end. */
    @Test
    void aContainerThatEndsEndsItsConnections() throws Exception {
        TestServer ending = start(bridge, "", TrustedProxies.none());
        try (RawClient client = new RawClient(ending.port(), one(), List.of())) {
            FakePeer peer = bridge.next();
            client.text("here");
            assertThat(peer.message()).isEqualTo("here");
            ending.close();
            assertThat(client.drainsToTheEnd()).isTrue();
            peer.end();
        }
    }
}
