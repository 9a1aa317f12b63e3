package io.tmuxbridge.jakarta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.Frame;
import io.tmuxbridge.transport.Handshake;
import io.tmuxbridge.transport.SendCompletion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be true of the adapter in every container. One subclass for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WebSocketContract {

    private static final String ONE = "/ws/terminal/work";
    private static final String MANY = "/ws/terminal";

    private final FakeBridge bridge = new FakeBridge();
    private TestServer server;

    /** Starts the container with the bridge registered in it. */
    abstract TestServer start(TmuxBridge bridge, EndpointOptions options) throws Exception;

    EndpointOptions options() {
        return EndpointOptions.defaults().withCloseGrace(Duration.ofSeconds(2));
    }

    /** Characters that the container itself refuses with 400 when they stand percent-encoded in a path. */
    String charactersRefusedInPaths() {
        return "";
    }

    /** Whether the container can be made to drop a connection whose peer never reads. */
    boolean freesTheSocketOfAStuckPeer() {
        return true;
    }

    @BeforeAll
    void startServer() throws Exception {
        server = start(bridge, options());
    }

    @AfterAll
    void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void forgetOldConnections() {
        bridge.clear();
    }

    @Test
    void messagesGoBothWays() throws Exception {
        try (JdkClient client = new JdkClient(server.port(), ONE, List.of("tmuxbridge.v1.json"))) {
            FakePeer peer = bridge.next();
            client.socket().sendText("grüße 🙂", true).join();
            assertThat(peer.message()).isEqualTo("grüße 🙂");
            client.socket()
                    .sendBinary(ByteBuffer.wrap(new byte[] {0, (byte) 255}), true)
                    .join();
            assertThat(peer.message()).isEqualTo(new byte[] {0, (byte) 255});

            assertThat(send(peer, new Frame.Text("zurück 🙂"))).isNull();
            assertThat(client.message()).isEqualTo("zurück 🙂");
            ByteBuffer bytes = ByteBuffer.wrap(new byte[] {9, 8, 7}, 1, 2);
            assertThat(send(peer, new Frame.Binary(bytes))).isNull();
            assertThat(client.message()).isEqualTo(new byte[] {8, 7});
            assertThat(bytes.remaining()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tmuxbridge.v1.json", "tmuxbridge.v1.binary"})
    void aKnownSubprotocolIsAgreedOn(String protocol) throws Exception {
        try (JdkClient client = new JdkClient(server.port(), MANY, List.of(protocol))) {
            assertThat(client.socket().getSubprotocol()).isEqualTo(protocol);
            assertThat(bridge.next().connection().handshake().subprotocol()).contains(protocol);
        }
    }

    @Test
    void theFirstKnownOneOfSeveralSubprotocolsIsPicked() throws Exception {
        List<String> offered = List.of("other", "tmuxbridge.v1.binary", "tmuxbridge.v1.json");
        try (JdkClient client = new JdkClient(server.port(), MANY, offered)) {
            assertThat(client.socket().getSubprotocol()).isEqualTo("tmuxbridge.v1.binary");
            assertThat(handshake().offeredUnknown()).isFalse();
        }
    }

    @Test
    void onlyUnknownSubprotocolsAreToldToTheBridge() throws Exception {
        try (RawClient client = open(MANY, "Sec-WebSocket-Protocol: chat, superchat")) {
            assertThat(client.header("Sec-WebSocket-Protocol")).isEmpty();
            Handshake handshake = handshake();
            assertThat(handshake.subprotocol()).isEmpty();
            assertThat(handshake.offeredUnknown()).isTrue();
        }
    }

    @Test
    void noSubprotocolIsNotAnUnknownOne() throws Exception {
        try (RawClient client = open(MANY)) {
            assertThat(client.status()).isEqualTo(101);
            assertThat(handshake().offeredUnknown()).isFalse();
        }
    }

    @Test
    void aTokenAmongTheSubprotocolsIsReadAndNeverEchoed() throws Exception {
        String value = "bearer." + Base64.getUrlEncoder().withoutPadding().encodeToString("s3cret~".getBytes(UTF_8));
        try (RawClient client = open(MANY, "Sec-WebSocket-Protocol: " + value + ", tmuxbridge.v1.json")) {
            assertThat(client.header("Sec-WebSocket-Protocol")).isEqualTo("tmuxbridge.v1.json");
            assertThat(handshake().credentials().bearer()).contains("s3cret~");
        }
        try (RawClient client = open(MANY, "Sec-WebSocket-Protocol: " + value)) {
            assertThat(client.head()).doesNotContain("bearer");
            assertThat(handshake().offeredUnknown()).isFalse();
        }
    }

    @Test
    void credentialsComeFromHeaders() throws Exception {
        try (RawClient client = open(MANY, "authorization: bearer abc", "Cookie: a=1; tmuxbridge=x=y; a=2")) {
            assertThat(client.status()).isEqualTo(101);
            var credentials = handshake().credentials();
            assertThat(credentials.bearer()).contains("abc");
            assertThat(credentials.cookies()).containsEntry("a", "1").containsEntry("tmuxbridge", "x=y");
            assertThat(credentials.principal()).isEmpty();
        }
    }

    @Test
    void queryParametersCountForNothing() throws Exception {
        String query = "?token=t&bearer=t&sessionId=other&access_token=t";
        try (RawClient client = open(ONE + query)) {
            assertThat(client.status()).isEqualTo(101);
            Handshake handshake = handshake();
            assertThat(handshake.sessionId()).contains("work");
            assertThat(handshake.credentials().bearer()).isEmpty();
            assertThat(handshake.credentials().cookies()).isEmpty();
        }
        try (RawClient client = open(MANY + query)) {
            assertThat(client.status()).isEqualTo(101);
            assertThat(handshake().sessionId()).isEmpty();
        }
    }

    @Test
    void hostOriginAndSecurityAreTold() throws Exception {
        String host = "127.0.0.1:" + server.port();
        try (RawClient client = open(ONE, "Origin: http://" + host)) {
            assertThat(client.status()).isEqualTo(101);
            Handshake handshake = handshake();
            assertThat(handshake.origin()).contains("http://" + host);
            assertThat(handshake.host()).contains(host);
            assertThat(handshake.secure()).isFalse();
            assertThat(handshake.remoteAddress()).isIn("127.0.0.1", "unknown");
        }
    }

    @Test
    void whatProxiesSayCountsWhenTheyAreTrusted() throws Exception {
        String[] said = {
            "X-Forwarded-For: 1.1.1.1, 198.51.100.1, 10.0.0.9",
            "x-forwarded-proto: https",
            "X-FORWARDED-HOST: term.example.org:443",
            "Origin: https://term.example.org"
        };
        EndpointOptions behind = options().withRemoteAddress(session -> Optional.of("127.0.0.1"));
        TrustedProxies trusted = TrustedProxies.of(List.of("127.0.0.1", "10.0.0.0/8"));
        try (TestServer proxied = start(bridge, behind.withTrustedProxies(trusted));
                RawClient client = new RawClient(proxied.port(), ONE, List.of(said))) {
            assertThat(client.status()).isEqualTo(101);
            FakePeer peer = bridge.next();
            Handshake handshake = peer.connection().handshake();
            assertThat(handshake.remoteAddress()).isEqualTo("198.51.100.1");
            assertThat(handshake.secure()).isTrue();
            assertThat(handshake.host()).contains("term.example.org");
            client.text("the proxy's origin is the server's own");
            assertThat(peer.message()).isEqualTo("the proxy's origin is the server's own");
        }
        try (RawClient forging = open(ONE, said)) {
            assertThat(forging.readClose().closeCode()).isEqualTo(CloseCode.POLICY.code());
            Handshake handshake = handshake();
            assertThat(handshake.remoteAddress()).isIn("127.0.0.1", "unknown");
            assertThat(handshake.secure()).isFalse();
            assertThat(handshake.host()).contains("127.0.0.1:" + server.port());
        }
    }

    @Test
    void handshakesAtTheSameTimeAreKeptApart() throws Exception {
        List<CompletableFuture<RawClient>> opening = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = "s" + i;
            opening.add(CompletableFuture.supplyAsync(() -> {
                RawClient client = open("/ws/terminal/" + name, "Authorization: Bearer " + name);
                assertThatCode(() -> client.text(name)).doesNotThrowAnyException();
                return client;
            }));
        }
        for (int i = 0; i < opening.size(); i++) {
            FakePeer peer = bridge.next();
            Object name = peer.message();
            assertThat(peer.connection().handshake().sessionId()).contains((String) name);
            assertThat(peer.connection().handshake().credentials().bearer()).contains((String) name);
        }
        for (CompletableFuture<RawClient> client : opening) {
            client.join().close();
        }
    }

    /** The trap: Tyrus opens the session after some refusals, and a client that ignores the status is heard. */
    @Test
    void anOriginThatCanNeverBeRightIsRefusedInTheHandshake() throws Exception {
        try (RawClient client = open(ONE, "Origin: null")) {
            assertThat(client.status()).isIn(403, 404);
            assertThatCode(() -> client.text("ignoring the status")).doesNotThrowAnyException();
            try (RawClient allowed = open(ONE)) {
                FakePeer peer = bridge.next();
                allowed.text("this one is heard");
                assertThat(peer.message()).isEqualTo("this one is heard");
            }
            assertThat(bridge.waiting()).isZero();
        }
    }

    @Test
    void aForeignOriginIsClosedWithoutAFrameDelivered() throws Exception {
        try (RawClient client = open(ONE, "Origin: http://evil.example")) {
            client.text("too early");
            assertThat(client.readClose().closeCode()).isEqualTo(CloseCode.POLICY.code());
            assertThat(bridge.next().messagesWaiting()).isZero();
        }
    }

    @Test
    void fiveThousandSendsCompleteInOrder() throws Exception {
        int count = 5000;
        try (JdkClient client = new JdkClient(server.port(), ONE, List.of())) {
            FakePeer peer = bridge.next();
            CountDownLatch done = new CountDownLatch(count);
            List<Throwable> failures = new ArrayList<>();
            sendFrom(peer.connection(), 0, count, done, failures);
            for (int i = 0; i < count; i++) {
                assertThat(client.message()).isEqualTo("message " + i);
            }
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(failures).isEmpty();
        }
    }

    @Test
    void aBigFrameArrivesWhole() throws Exception {
        String big = "0123456789abcdé🙂".repeat(100_000);
        try (JdkClient client = new JdkClient(server.port(), ONE, List.of())) {
            FakePeer peer = bridge.next();
            CompletableFuture<Throwable> sent = sending(peer, new Frame.Text(big));
            assertThat(client.message().equals(big)).isTrue();
            assertThat(sent.get(20, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    void messagesComeInOrderAndOneAtATime() throws Exception {
        try (RawClient client = open(ONE)) {
            for (int i = 0; i < 2000; i++) {
                client.text("m" + i);
            }
            FakePeer peer = bridge.next();
            for (int i = 0; i < 2000; i++) {
                assertThat(peer.message()).isEqualTo("m" + i);
            }
            assertThat(peer.overlaps()).isZero();
        }
    }

    @Test
    void fragmentsAreJoinedWhereverTheyAreCut() throws Exception {
        try (RawClient client = open(ONE)) {
            FakePeer peer = bridge.next();
            byte[] text = "aé🙂z".getBytes(UTF_8);
            client.frame(false, RawClient.TEXT, new byte[] {text[0]});
            for (int i = 1; i < text.length; i++) {
                client.frame(i == text.length - 1, RawClient.CONTINUATION, new byte[] {text[i]});
            }
            assertThat(peer.message()).isEqualTo("aé🙂z");
            client.frame(false, RawClient.BINARY, new byte[] {1, 2});
            client.frame(false, RawClient.CONTINUATION, new byte[0]);
            client.frame(true, RawClient.CONTINUATION, new byte[] {3});
            assertThat(peer.message()).isEqualTo(new byte[] {1, 2, 3});
            client.frame(true, RawClient.TEXT, new byte[0]);
            assertThat(peer.message()).isEqualTo("");
        }
    }

    @Test
    void aMessageOfExactlyTheLimitPasses() throws Exception {
        String text = "é".repeat(FakeBridge.MAX_MESSAGE_BYTES / 2);
        try (RawClient client = open(ONE)) {
            FakePeer peer = bridge.next();
            client.text(text);
            assertThat(peer.message()).isEqualTo(text);
            client.frame(true, RawClient.BINARY, new byte[FakeBridge.MAX_MESSAGE_BYTES]);
            assertThat((byte[]) peer.message()).hasSize(FakeBridge.MAX_MESSAGE_BYTES);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {RawClient.TEXT, RawClient.BINARY})
    void aMessageOverTheLimitCloses(int opcode) throws Exception {
        try (RawClient client = open(ONE)) {
            FakePeer peer = bridge.next();
            client.frame(
                    true,
                    opcode,
                    "é".repeat(FakeBridge.MAX_MESSAGE_BYTES / 2 + 1).getBytes(UTF_8));
            assertThat(client.readClose().closeCode()).isEqualTo(CloseCode.TOO_BIG.code());
            assertThat(peer.messagesWaiting()).isZero();
        }
    }

    @Test
    void aMessageThatNeverEndsIsGivenUp() throws Exception {
        try (RawClient client = open(ONE)) {
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

    @ParameterizedTest
    @EnumSource(CloseCode.class)
    void everyCloseCodeReachesThePeer(CloseCode code) throws Exception {
        try (RawClient client = open(ONE)) {
            FakePeer peer = bridge.next();
            peer.connection().close(code.code(), "weil é");
            peer.connection().close(1000, "the second close counts for nothing");
            RawClient.ServerFrame close = client.readClose();
            assertThat(close.closeCode()).isEqualTo(code.code());
            assertThat(close.closeReason()).isEqualTo("weil é");
            client.frame(true, RawClient.CLOSE, close.payload());
            peer.end();
            assertThat(client.drainsToTheEnd()).isTrue();
            assertThat(peer.furtherEnds()).isZero();
        }
    }

    @Test
    void aLongReasonIsCutAtACharacter() throws Exception {
        try (RawClient client = open(ONE)) {
            bridge.next().connection().close(4403, "é".repeat(200));
            assertThat(client.readClose().closeReason()).isEqualTo("é".repeat(61));
        }
    }

    @Test
    void aCloseByThePeerIsToldOnce() throws Exception {
        try (JdkClient client = new JdkClient(server.port(), ONE, List.of())) {
            FakePeer peer = bridge.next();
            client.socket().sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
            assertThat(peer.end().code()).isEqualTo(1000);
            peer.connection().close(1000, "too late");
            assertThat(send(peer, new Frame.Text("too late"))).isNotNull();
            assertThat(peer.furtherEnds()).isZero();
        }
    }

    @Test
    void aPeerThatVanishesIsToldOnce() throws Exception {
        RawClient client = open(ONE);
        FakePeer peer = bridge.next();
        client.abort();
        peer.end();
        assertThat(send(peer, new Frame.Text("to nobody"))).isNotNull();
        assertThat(peer.furtherEnds()).isZero();
    }

    @Test
    void aPeerThatVanishesWhileAFrameIsUnderWayFailsTheFrame() throws Exception {
        RawClient client = open(ONE);
        FakePeer peer = bridge.next();
        CompletableFuture<Throwable> stuck = sending(peer, hugeFrame());
        client.abort();
        peer.end();
        assertThat(stuck.get(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(peer.furtherEnds()).isZero();
    }

    @Test
    void closingWhileThePeerDoesNotReadFreesEverything() throws Exception {
        try (RawClient client = open(ONE)) {
            FakePeer peer = bridge.next();
            AtomicInteger completions = new AtomicInteger();
            CompletableFuture<Throwable> stuck = new CompletableFuture<>();
            peer.connection().send(hugeFrame(), failure -> {
                completions.incrementAndGet();
                stuck.complete(failure);
            });
            assertThat(stuck).isNotDone();
            peer.connection().close(CloseCode.TOO_SLOW.code(), "too slow");
            assertThat(stuck.getNow(null)).isNotNull(); // close has returned, and the frame is given up
            peer.end();
            if (freesTheSocketOfAStuckPeer()) {
                assertThat(client.drainsToTheEnd()).isTrue();
            }
            assertThat(completions).hasValue(1);
            assertThat(peer.furtherEnds()).isZero();
        }
    }

    @Test
    void theHandlerMayCloseFromWithinACall() throws Exception {
        try (RawClient client = open(ONE)) {
            FakePeer peer = bridge.next();
            peer.onText(text -> peer.connection().close(4404, text));
            client.text("no such session");
            RawClient.ServerFrame close = client.readClose();
            assertThat(close.closeCode()).isEqualTo(4404);
            assertThat(close.closeReason()).isEqualTo("no such session");
            client.text("not heard any more");
            peer.end();
            assertThat(peer.messagesWaiting()).isEqualTo(1);
            assertThat(peer.overlaps()).isZero();
        }
    }

    @Test
    void aHandlerThatThrowsClosesAndHurtsNobodyElse() throws Exception {
        try (JdkClient other = new JdkClient(server.port(), ONE, List.of())) {
            FakePeer bystander = bridge.next();
            try (RawClient client = open(ONE)) {
                bridge.next().onText(text -> {
                    throw new IllegalStateException("a defect, on purpose");
                });
                client.text("boom");
                assertThat(client.readClose().closeCode()).isEqualTo(CloseCode.INTERNAL.code());
            }
            assertThat(send(bystander, new Frame.Text("still here"))).isNull();
            assertThat(other.message()).isEqualTo("still here");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "work",
                "two words",
                "100%",
                "%41",
                "a+b",
                "größe",
                "日本語 🙂",
                "a;b=c",
                "?&#",
                "$1",
                "'\"",
                "@",
                "~-._",
                "a/b",
                "/",
                "a%2Fb/c"
            })
    void theSessionInThePathIsDecodedOnceOrRefused(String name) throws Exception {
        try (RawClient client = open("/ws/terminal/" + percent(name))) {
            if (name.chars().anyMatch(c -> charactersRefusedInPaths().indexOf(c) >= 0)) {
                assertThat(client.status()).isEqualTo(400);
                assertThat(bridge.waiting()).isZero();
            } else {
                assertThat(client.status()).isEqualTo(101);
                assertThat(handshake().sessionId()).contains(name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%4", "%ff%fe"})
    void aPathThatCannotBeDecodedIsRefused(String raw) throws Exception {
        try (RawClient client = open("/ws/terminal/" + raw)) {
            if (client.status() == 101) {
                assertThat(client.readClose().closeCode()).isEqualTo(CloseCode.NOT_FOUND.code());
            } else {
                assertThat(client.status()).isIn(400, 404, 500);
            }
            assertThat(bridge.waiting()).isZero();
        } catch (UncheckedIOException e) {
            assertThat(bridge.waiting()).isZero(); // dropped without an answer: refused as well
        }
    }

    @Test
    void anIdleConnectionIsNotClosedByTheContainer() throws Exception {
        try (RawClient client = open(ONE)) {
            FakePeer peer = bridge.next();
            assertThat(client.status()).isEqualTo(101);
            assertThat(peer.connection())
                    .isInstanceOfSatisfying(
                            JakartaConnection.class,
                            connection ->
                                    assertThat(connection.maxIdleTimeout()).isLessThanOrEqualTo(0));
        }
    }

    @Test
    void twoBridgesLiveInOneServerUnderDifferentPrefixes() throws Exception {
        FakeBridge second = new FakeBridge();
        try (TestServer prefixed = start(second, options().withPathPrefix("/deep/er"));
                RawClient client = new RawClient(prefixed.port(), "/deep/er/ws/terminal/x%20y", List.of());
                RawClient wrong = new RawClient(prefixed.port(), "/ws/terminal/x", List.of())) {
            assertThat(client.status()).isEqualTo(101);
            assertThat(second.next().connection().handshake().sessionId()).contains("x y");
            assertThat(wrong.status()).isNotEqualTo(101);
            assertThat(bridge.waiting()).isZero();
        }
    }

    @Test
    void connectionsThatCloseLeaveNothingBehind() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (RawClient client = open(ONE)) {
                bridge.next().connection().close(1000, "done");
                assertThat(client.readClose().closeCode()).isEqualTo(1000);
            }
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(threadsForClosing()).isZero());
    }

    private static long threadsForClosing() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("tmuxbridge-close"))
                .count();
    }

    private RawClient open(String rawTarget, String... headers) {
        try {
            return new RawClient(server.port(), rawTarget, List.of(headers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Handshake handshake() throws InterruptedException {
        return bridge.next().connection().handshake();
    }

    private static Frame hugeFrame() {
        return new Frame.Binary(ByteBuffer.allocate(64 << 20));
    }

    /** Sends and waits; the failure, or null. */
    private static Throwable send(FakePeer peer, Frame frame) throws Exception {
        return sending(peer, frame).get(20, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Throwable> sending(FakePeer peer, Frame frame) {
        CompletableFuture<Throwable> done = new CompletableFuture<>();
        peer.connection()
                .send(frame, failure -> assertThat(done.complete(failure)).isTrue());
        return done;
    }

    /** One frame in flight, the next from its completion, off the container's stack when that runs inline. */
    private static void sendFrom(
            Connection connection, int from, int count, CountDownLatch done, List<Throwable> failures) {
        if (from == count) {
            return;
        }
        SendCompletion next = failure -> {
            if (failure != null) {
                failures.add(failure);
            }
            done.countDown();
            CompletableFuture.runAsync(() -> sendFrom(connection, from + 1, count, done, failures));
        };
        connection.send(new Frame.Text("message " + from), next);
    }

    /** Percent-encodes everything but what RFC 3986 calls unreserved. */
    private static String percent(String name) {
        StringBuilder out = new StringBuilder();
        for (byte b : name.getBytes(UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
            out.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        assertThat(URI.create("/" + out).getPath()).isEqualTo("/" + name);
        return out.toString();
    }
}
