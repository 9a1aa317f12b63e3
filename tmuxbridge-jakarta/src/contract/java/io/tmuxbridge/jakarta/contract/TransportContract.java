package io.tmuxbridge.jakarta.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.TrustedProxies;
import io.tmuxbridge.jakarta.contract.TransportClient.Closed;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.Frame;
import io.tmuxbridge.transport.Handshake;
import io.tmuxbridge.transport.SendCompletion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must be true of every transport in every container. One subclass for each transport, below it one for each
 * container.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TransportContract {

    protected static final List<String> NONE = List.of();

    protected final FakeBridge bridge = new FakeBridge();
    protected TestServer server;

    /** Starts the container with the bridge registered in it; it counts as reached from 127.0.0.1. */
    protected abstract TestServer start(TmuxBridge bridge, String prefix, TrustedProxies proxies) throws Exception;

    /** Where many terminals are, without a prefix; one is behind a further slash. */
    protected abstract String path();

    /** Opens a connection, or is refused. */
    protected abstract TransportClient open(int port, String target, List<String> protocols, String... headers)
            throws IOException;

    /** What connections that are over have left in the server: threads, entries. */
    protected abstract long leftBehind();

    /** Characters that the container itself refuses with 400 when they stand percent-encoded in a path. */
    protected String charactersRefusedInPaths() {
        return "";
    }

    /**
     * Questions that the container answers in its own way, which is asserted instead and counted openly; by the name of
     * the test, with {@code [2]} behind it for the second of its arguments.
     */
    protected Map<String, OwnWay> ownWays() {
        return Map.of();
    }

    /** Whether the container can be made to drop a connection whose peer never reads. */
    protected boolean freesTheSocketOfAStuckPeer() {
        return true;
    }

    @BeforeAll
    void startServer() throws Exception {
        server = start(bridge, "", TrustedProxies.none());
    }

    @AfterAll
    void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void forgetOldConnections(TestInfo question) throws Exception {
        bridge.clear();
        OwnWay way = ownWays().get(OwnWay.name(question));
        if (way != null) {
            way.answer();
        }
    }

    protected final String one() {
        return path() + "/work";
    }

    @Test
    void messagesGoBothWays() throws Exception {
        try (TransportClient client = open(server.port(), one(), List.of("tmuxbridge.v1.json"))) {
            FakePeer peer = bridge.next();
            client.text("grüße 🙂");
            assertThat(peer.message()).isEqualTo("grüße 🙂");
            client.binary(new byte[] {0, (byte) 255});
            assertThat(peer.message()).isEqualTo(new byte[] {0, (byte) 255});

            assertThat(send(peer, new Frame.Text("zurück 🙂"))).isNull();
            assertThat(client.read()).isEqualTo("zurück 🙂");
            ByteBuffer bytes = ByteBuffer.wrap(new byte[] {9, 8, 7}, 1, 2);
            assertThat(send(peer, new Frame.Binary(bytes))).isNull();
            assertThat(client.read()).isEqualTo(new byte[] {8, 7});
            assertThat(bytes.remaining()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "\r\n", "a\r", "data: x\n\nevent: close", "\"\\\u0001\u2028", "\ufeffé"})
    void oddTextsArriveAsTheyAre(String text) throws Exception {
        try (TransportClient client = open(one())) {
            FakePeer peer = bridge.next();
            client.text(text);
            assertThat(peer.message()).isEqualTo(text);
            assertThat(send(peer, new Frame.Text(text))).isNull();
            assertThat(client.read()).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 2, 3, 4, 125, 126, 12_287, 12_288, 12_289, 16_383, 16_384, 16_385, 65_535, 65_536, 99_999})
    void framesOfEveryLengthArriveWhole(int length) throws Exception {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        String text = "x".repeat(length / 2) + "é".repeat(length - length / 2);
        try (TransportClient client = open(one())) {
            FakePeer peer = bridge.next();
            assertThat(send(peer, new Frame.Binary(ByteBuffer.wrap(bytes)))).isNull();
            assertThat((byte[]) client.read()).isEqualTo(bytes);
            assertThat(send(peer, new Frame.Text(text))).isNull();
            assertThat(client.read().equals(text)).isTrue();
            client.binary(bytes);
            assertThat((byte[]) peer.message()).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tmuxbridge.v1.json", "tmuxbridge.v1.binary"})
    void aKnownSubprotocolIsAgreedOn(String protocol) throws Exception {
        try (TransportClient client = open(server.port(), path(), List.of(protocol))) {
            assertThat(client.subprotocol()).isEqualTo(protocol);
            assertThat(handshake().subprotocol()).contains(protocol);
        }
    }

    @Test
    void theFirstKnownOneOfSeveralSubprotocolsIsPicked() throws Exception {
        List<String> offered = List.of("other", "tmuxbridge.v1.binary", "tmuxbridge.v1.json");
        try (TransportClient client = open(server.port(), path(), offered)) {
            assertThat(client.subprotocol()).isEqualTo("tmuxbridge.v1.binary");
            assertThat(handshake().offeredUnknown()).isFalse();
        }
    }

    @Test
    void onlyUnknownSubprotocolsAreToldToTheBridge() throws Exception {
        try (TransportClient client = open(server.port(), path(), List.of("chat", "superchat"))) {
            assertThat(client.subprotocol()).isEmpty();
            Handshake handshake = handshake();
            assertThat(handshake.subprotocol()).isEmpty();
            assertThat(handshake.offeredUnknown()).isTrue();
        }
    }

    @Test
    void noSubprotocolIsNotAnUnknownOne() throws Exception {
        try (TransportClient client = open(path())) {
            assertThat(client.isTaken()).isTrue();
            assertThat(handshake().offeredUnknown()).isFalse();
        }
    }

    @Test
    void aTokenAmongTheSubprotocolsIsReadAndNeverEchoed() throws Exception {
        String value = "bearer." + Base64.getUrlEncoder().withoutPadding().encodeToString("s3cret~".getBytes(UTF_8));
        try (TransportClient client = open(server.port(), path(), List.of(value, "tmuxbridge.v1.json"))) {
            assertThat(client.subprotocol()).isEqualTo("tmuxbridge.v1.json");
            assertThat(handshake().credentials().bearer()).contains("s3cret~");
        }
        try (TransportClient client = open(server.port(), path(), List.of(value))) {
            assertThat(client.answer()).doesNotContain("bearer");
            assertThat(handshake().offeredUnknown()).isFalse();
        }
    }

    @Test
    void credentialsComeFromHeaders() throws Exception {
        try (TransportClient client = open(path(), "authorization: bearer abc", "Cookie: a=1; tmuxbridge=x=y; a=2")) {
            assertThat(client.isTaken()).isTrue();
            var credentials = handshake().credentials();
            assertThat(credentials.bearer()).contains("abc");
            assertThat(credentials.cookies()).containsEntry("a", "1").containsEntry("tmuxbridge", "x=y");
            assertThat(credentials.principal()).isEmpty();
        }
    }

    @Test
    void queryParametersCountForNothing() throws Exception {
        String query = "?token=t&bearer=t&sessionId=other&access_token=t";
        try (TransportClient client = open(one() + query)) {
            assertThat(client.isTaken()).isTrue();
            Handshake handshake = handshake();
            assertThat(handshake.sessionId()).contains("work");
            assertThat(handshake.credentials().bearer()).isEmpty();
            assertThat(handshake.credentials().cookies()).isEmpty();
        }
        try (TransportClient client = open(path() + query)) {
            assertThat(client.isTaken()).isTrue();
            assertThat(handshake().sessionId()).isEmpty();
        }
    }

    @Test
    void hostOriginAndSecurityAreTold() throws Exception {
        String host = "127.0.0.1:" + server.port();
        try (TransportClient client = open(one(), "Origin: http://" + host)) {
            assertThat(client.isTaken()).isTrue();
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
        TrustedProxies trusted = TrustedProxies.of(List.of("127.0.0.1", "10.0.0.0/8"));
        try (TestServer proxied = start(bridge, "", trusted);
                TransportClient client = open(proxied.port(), one(), NONE, said)) {
            assertThat(client.isTaken()).isTrue();
            FakePeer peer = bridge.next();
            Handshake handshake = peer.connection().handshake();
            assertThat(handshake.remoteAddress()).isEqualTo("198.51.100.1");
            assertThat(handshake.secure()).isTrue();
            assertThat(handshake.host()).contains("term.example.org");
            client.text("the proxy's origin is the server's own");
            assertThat(peer.message()).isEqualTo("the proxy's origin is the server's own");
        }
        try (TransportClient forging = open(one(), said)) {
            assertThat(forging.readClose().code()).isEqualTo(CloseCode.POLICY.code());
            Handshake handshake = handshake();
            assertThat(handshake.remoteAddress()).isIn("127.0.0.1", "unknown");
            assertThat(handshake.secure()).isFalse();
            assertThat(handshake.host()).contains("127.0.0.1:" + server.port());
        }
    }

    @Test
    void handshakesAtTheSameTimeAreKeptApart() throws Exception {
        List<CompletableFuture<TransportClient>> opening = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = "s" + i;
            opening.add(CompletableFuture.supplyAsync(() -> {
                TransportClient client = open(path() + "/" + name, "Authorization: Bearer " + name);
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
        for (CompletableFuture<TransportClient> client : opening) {
            client.join().close();
        }
    }

    @Test
    void aForeignOriginIsClosedWithoutAFrameDelivered() throws Exception {
        try (TransportClient client = open(one(), "Origin: http://evil.example")) {
            client.text("too early");
            assertThat(client.readClose().code()).isEqualTo(CloseCode.POLICY.code());
            assertThat(bridge.next().messagesWaiting()).isZero();
        }
    }

    @Test
    void fiveThousandSendsCompleteInOrder() throws Exception {
        int count = 5000;
        try (TransportClient client = open(one())) {
            FakePeer peer = bridge.next();
            CountDownLatch done = new CountDownLatch(count);
            List<Throwable> failures = new ArrayList<>();
            sendFrom(peer.connection(), 0, count, done, failures);
            for (int i = 0; i < count; i++) {
                assertThat(client.read()).isEqualTo("message " + i);
            }
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(failures).isEmpty();
        }
    }

    @Test
    void aBigFrameArrivesWhole() throws Exception {
        String big = "0123456789abcdé🙂".repeat(100_000);
        try (TransportClient client = open(one())) {
            FakePeer peer = bridge.next();
            CompletableFuture<Throwable> sent = sending(peer, new Frame.Text(big));
            assertThat(client.read().equals(big)).isTrue();
            assertThat(sent.get(20, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    void aSlowReaderStallsNobodyElse() throws Exception {
        stallsNobodyElse(peer -> {});
    }

    /** What a peer that does not read gets before the frame that is stuck. */
    @FunctionalInterface
    protected interface Before {
        /** Sends it. */
        void send(FakePeer peer) throws Exception;
    }

    /** A frame is stuck behind what was sent before it. */
    protected final void stallsNobodyElse(Before before) throws Exception {
        try (TransportClient slow = open(one())) {
            FakePeer stalled = bridge.next();
            before.send(stalled);
            CompletableFuture<Throwable> stuck = sending(stalled, hugeFrame());
            List<TransportClient> others = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                TransportClient other = open(one());
                others.add(other);
                assertThat(send(bridge.next(), new Frame.Text("quick " + i))).isNull();
                assertThat(other.read()).isEqualTo("quick " + i);
            }
            assertThat(stuck).isNotDone();
            for (TransportClient other : others) {
                other.close();
            }
        }
    }

    @Test
    void messagesComeInOrderAndOneAtATime() throws Exception {
        try (TransportClient client = open(one())) {
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
    void aMessageOfExactlyTheLimitPasses() throws Exception {
        String text = "é".repeat(FakeBridge.MAX_MESSAGE_BYTES / 2);
        try (TransportClient client = open(one())) {
            FakePeer peer = bridge.next();
            client.text(text);
            assertThat(peer.message()).isEqualTo(text);
            client.binary(new byte[FakeBridge.MAX_MESSAGE_BYTES]);
            assertThat((byte[]) peer.message()).hasSize(FakeBridge.MAX_MESSAGE_BYTES);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMessageOverTheLimitCloses(boolean text) throws Exception {
        String message = "é".repeat(FakeBridge.MAX_MESSAGE_BYTES / 2 + 1);
        try (TransportClient client = open(one())) {
            FakePeer peer = bridge.next();
            if (text) {
                client.text(message);
            } else {
                client.binary(message.getBytes(UTF_8));
            }
            assertThat(client.readClose().code()).isEqualTo(CloseCode.TOO_BIG.code());
            assertThat(peer.messagesWaiting()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(CloseCode.class)
    void everyCloseCodeReachesThePeer(CloseCode code) throws Exception {
        try (TransportClient client = open(one())) {
            FakePeer peer = bridge.next();
            peer.connection().close(code.code(), "weil é \"x\"");
            peer.connection().close(1000, "the second close counts for nothing");
            assertThat(client.readClose()).isEqualTo(new Closed(code.code(), "weil é \"x\""));
            peer.end();
            assertThat(client.drainsToTheEnd()).isTrue();
            assertThat(peer.furtherEnds()).isZero();
        }
    }

    @Test
    void aLongReasonIsCutAtACharacter() throws Exception {
        try (TransportClient client = open(one())) {
            bridge.next().connection().close(4403, "é".repeat(200));
            assertThat(client.readClose().reason()).isEqualTo("é".repeat(61));
        }
    }

    @Test
    void aCloseByThePeerIsToldOnce() throws Exception {
        try (TransportClient client = open(one())) {
            FakePeer peer = bridge.next();
            client.close(1000, "bye");
            FakePeer.Closed end = peer.end();
            assertThat(end.code()).isEqualTo(1000);
            assertThat(end.reason()).isEqualTo("bye");
            peer.connection().close(1000, "too late");
            assertThat(send(peer, new Frame.Text("too late"))).isNotNull();
            assertThat(peer.furtherEnds()).isZero();
        }
    }

    @Test
    void aPeerThatVanishesIsToldOnce() throws Exception {
        TransportClient client = open(one());
        FakePeer peer = bridge.next();
        client.abort();
        peer.end();
        assertThat(send(peer, new Frame.Text("to nobody"))).isNotNull();
        assertThat(peer.furtherEnds()).isZero();
    }

    @Test
    void aPeerThatVanishesWhileAFrameIsUnderWayFailsTheFrame() throws Exception {
        TransportClient client = open(one());
        FakePeer peer = bridge.next();
        CompletableFuture<Throwable> stuck = sending(peer, hugeFrame());
        client.abort();
        peer.end();
        assertThat(stuck.get(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(peer.furtherEnds()).isZero();
    }

    @Test
    void closingWhileThePeerDoesNotReadFreesEverything() throws Exception {
        closingFreesEverything(peer -> {});
    }

    /** Closes with a frame that is stuck behind what was sent before it. */
    protected final void closingFreesEverything(Before before) throws Exception {
        try (TransportClient client = open(one())) {
            FakePeer peer = bridge.next();
            before.send(peer);
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
        if (!freesTheSocketOfAStuckPeer()) {
            OwnWay.counted(
                    "the bridge lets go of a peer that does not read, the container keeps its socket until the peer goes");
        }
    }

    @Test
    void theHandlerMayCloseFromWithinACall() throws Exception {
        try (TransportClient client = open(one())) {
            FakePeer peer = bridge.next();
            peer.onText(text -> peer.connection().close(4404, text));
            client.text("no such session");
            assertThat(client.readClose()).isEqualTo(new Closed(4404, "no such session"));
            sayOn(client, "not heard any more");
            peer.end();
            assertThat(peer.messagesWaiting()).isEqualTo(1);
            assertThat(peer.overlaps()).isZero();
        }
    }

    @Test
    void aHandlerThatThrowsClosesAndHurtsNobodyElse() throws Exception {
        try (TransportClient other = open(one())) {
            FakePeer bystander = bridge.next();
            try (TransportClient client = open(one())) {
                bridge.next().onText(text -> {
                    throw new IllegalStateException("a defect, on purpose");
                });
                client.text("boom");
                assertThat(client.readClose().code()).isEqualTo(CloseCode.INTERNAL.code());
            }
            assertThat(send(bystander, new Frame.Text("still here"))).isNull();
            assertThat(other.read()).isEqualTo("still here");
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
        try (TransportClient client = open(path() + "/" + percent(name))) {
            if (name.chars().anyMatch(c -> charactersRefusedInPaths().indexOf(c) >= 0)) {
                assertThat(client.status()).isEqualTo(400);
                assertThat(bridge.waiting()).isZero();
            } else {
                assertThat(client.isTaken()).isTrue();
                assertThat(handshake().sessionId()).contains(name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%4", "%ff%fe"})
    void aPathThatCannotBeDecodedIsRefused(String raw) throws Exception {
        try (TransportClient client = open(path() + "/" + raw)) {
            if (client.isTaken()) {
                assertThat(client.readClose().code()).isEqualTo(CloseCode.NOT_FOUND.code());
            } else {
                assertThat(client.status()).isIn(400, 404, 500);
            }
            assertThat(bridge.waiting()).isZero();
        } catch (UncheckedIOException e) {
            assertThat(bridge.waiting()).isZero(); // dropped without an answer: refused as well
        }
    }

    @Test
    void twoBridgesLiveInOneServerUnderDifferentPrefixes() throws Exception {
        FakeBridge second = new FakeBridge();
        try (TestServer prefixed = start(second, "/deep/er", TrustedProxies.none());
                TransportClient client = open(prefixed.port(), "/deep/er" + path() + "/x%20y", NONE);
                TransportClient wrong = open(prefixed.port(), path() + "/x", NONE)) {
            assertThat(client.isTaken()).isTrue();
            assertThat(second.next().connection().handshake().sessionId()).contains("x y");
            assertThat(wrong.isTaken()).isFalse();
            assertThat(bridge.waiting()).isZero();
        }
    }

    @Test
    void connectionsThatCloseLeaveNothingBehind() throws Exception {
        for (int i = 0; i < 50; i++) {
            Optional<String> name = Optional.of("n" + i);
            try (TransportClient client = open(path() + "/" + name.get())) {
                FakePeer peer = bridge.next();
                // Tyrus on Grizzly opens once more what it reads from while it closes it; the bridge is told of the end
                // at once
                while (!peer.connection().handshake().sessionId().equals(name)) {
                    peer = bridge.next();
                }
                peer.connection().close(1000, "done");
                assertThat(client.readClose().code()).isEqualTo(1000);
            }
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(leftBehind()).isZero());
    }

    /** A server that has ended the connection by then is right, too. */
    private static void sayOn(TransportClient client, String text) throws IOException {
        try {
            client.text(text);
        } catch (SocketException e) {
            assertThat(client.drainsToTheEnd()).isTrue();
        }
    }

    protected final TransportClient open(String target, String... headers) {
        try {
            return open(server.port(), target, NONE, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    protected final Handshake handshake() throws InterruptedException {
        return bridge.next().connection().handshake();
    }

    protected static Frame hugeFrame() {
        return new Frame.Binary(ByteBuffer.allocate(64 << 20));
    }

    /** Sends and waits; the failure, or null. */
    protected static Throwable send(FakePeer peer, Frame frame) throws Exception {
        return sending(peer, frame).get(20, TimeUnit.SECONDS);
    }

    protected static CompletableFuture<Throwable> sending(FakePeer peer, Frame frame) {
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
