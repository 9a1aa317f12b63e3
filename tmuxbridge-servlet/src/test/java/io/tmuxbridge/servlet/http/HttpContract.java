package io.tmuxbridge.servlet.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.TrustedProxies;
import io.tmuxbridge.jakarta.contract.FakePeer;
import io.tmuxbridge.jakarta.contract.TestServer;
import io.tmuxbridge.jakarta.contract.TransportClient;
import io.tmuxbridge.jakarta.contract.TransportClient.Closed;
import io.tmuxbridge.jakarta.contract.TransportContract;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must be true of the transport over HTTP in every container, and of no other. One subclass for each container.
 */
abstract class HttpContract extends TransportContract {

    private TerminalServlet servlet;

    /** Starts the container with the servlet at prefix/http/terminal/*. */
    abstract TestServer start(TerminalServlet servlet, String mapping) throws Exception;

    /** Drops a stream's network connection, where the container can. */
    HttpOptions options() {
        return HttpOptions.defaults().withCloseGrace(Duration.ofSeconds(2)).withKeepAlive(Duration.ofMillis(300));
    }

    @Override
    protected TestServer start(TmuxBridge bridge, String prefix, TrustedProxies proxies) throws Exception {
        TerminalServlet started = new TerminalServlet(bridge, options().withTrustedProxies(proxies));
        if (servlet == null) {
            servlet = started;
        }
        return start(started, prefix + "/http/terminal/*");
    }

    /** A server of its own for a test that waits for something to take too long. */
    private TestServer impatient(HttpOptions options) throws Exception {
        return start(new TerminalServlet(bridge, options), "/http/terminal/*");
    }

    @Override
    protected String path() {
        return "/http/terminal";
    }

    @Override
    protected TransportClient open(int port, String target, List<String> protocols, String... headers)
            throws IOException {
        return new HttpClientConnection(port, target, protocols, headers);
    }

    @Override
    protected long leftBehind() {
        return servlet.connections();
    }

    private HttpClientConnection client(String... headers) throws IOException {
        return new HttpClientConnection(server.port(), one(), NONE, headers);
    }

    private static byte[] batch(String json) {
        return json.getBytes(UTF_8);
    }

    @Test
    void aPostThatIsRepeatedIsAcknowledgedAndNotTakenAgain() throws Exception {
        try (HttpClientConnection client = client()) {
            FakePeer peer = bridge.next();
            assertThat(client.post(1, batch("[\"a\",\"b\"]")).status()).isEqualTo(204);
            assertThat(client.post(1, batch("[\"a\",\"b\"]")).status()).isEqualTo(204);
            assertThat(client.post(2, batch("[\"c\"]")).status()).isEqualTo(204);
            assertThat(client.post(1, batch("[\"a\",\"b\"]")).status()).isEqualTo(204);
            assertThat(client.post(2, batch("[\"c\"]")).status()).isEqualTo(204);
            assertThat(List.of(peer.message(), peer.message(), peer.message())).containsExactly("a", "b", "c");
            assertThat(peer.messagesWaiting()).isZero();
        }
    }

    /** A peer that vanished without a word held its terminals until TCP gave it up, a quarter of an hour. */
    @Test
    void whoSaidToAnswerPingsIsSentThemAndAnyPostIsASignOfLife() throws Exception {
        try (HttpClientConnection client = client("Tmuxbridge-Pings: yes")) {
            FakePeer peer = bridge.next();
            CompletableFuture<Boolean> left = new CompletableFuture<>();
            peer.connection().ping(failure -> left.complete(failure == null));
            assertThat(client.read()).isEqualTo(HttpClientConnection.PING);
            assertThat(left.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(peer.signsOfLife()).isZero();
            assertThat(client.post(1, batch("[]")).status()).isEqualTo(204);
            await().until(() -> peer.signsOfLife() > 0);
            assertThat(peer.messagesWaiting()).isZero();
        }
    }

    @Test
    void aPingWaitsForTheFrameUnderWayAndMessagesGoOnBehindIt() throws Exception {
        try (HttpClientConnection client = client("Tmuxbridge-Pings: yes")) {
            FakePeer peer = bridge.next();
            CompletableFuture<Boolean> first = new CompletableFuture<>();
            peer.connection().send(new Frame.Text("one".repeat(100_000)), failure -> first.complete(failure == null));
            peer.connection().ping(failure -> {});
            assertThat(client.read()).isEqualTo("one".repeat(100_000));
            assertThat(client.read()).isEqualTo(HttpClientConnection.PING);
            assertThat(first.get(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Boolean> second = new CompletableFuture<>();
            peer.connection().send(new Frame.Text("two"), failure -> second.complete(failure == null));
            assertThat(client.read()).isEqualTo("two");
            assertThat(second.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whoDidNotSayToAnswerIsNotAsked() throws Exception {
        try (HttpClientConnection client = client()) {
            FakePeer peer = bridge.next();
            CompletableFuture<Boolean> left = new CompletableFuture<>();
            peer.connection().ping(failure -> left.complete(failure == null));
            peer.connection().send(new Frame.Text("next"), failure -> {});
            assertThat(client.read()).isEqualTo("next");
            assertThat(left).isNotDone();
        }
    }

    @Test
    void aPartOfAPostIsASignOfLife() throws Exception {
        try (HttpClientConnection client = client();
                RawHttp slow = new RawHttp(server.port())) {
            FakePeer peer = bridge.next();
            sendABeginning(slow, client);
            await().until(() -> peer.signsOfLife() > 0);
            assertThat(peer.messagesWaiting()).isZero();
        }
    }

    @Test
    void aPostThatSkipsIsRefusedUntilTheOneBeforeItHasCome() throws Exception {
        try (HttpClientConnection client = client()) {
            FakePeer peer = bridge.next();
            assertThat(client.post(2, batch("[\"b\"]")).status()).isEqualTo(409);
            assertThat(peer.messagesWaiting()).isZero();
            assertThat(client.post(1, batch("[\"a\"]")).status()).isEqualTo(204);
            assertThat(client.post(2, batch("[\"b\"]")).status()).isEqualTo(204);
            assertThat(List.of(peer.message(), peer.message())).containsExactly("a", "b");
        }
    }

    /**
     * The answer is lost on the way, so the client repeats on another connection, while the first body is still coming.
     */
    @Test
    void aPostThatIsRepeatedWhileTheFirstIsOnItsWayIsTakenOnce() throws Exception {
        byte[] body = batch("[\"once\"]");
        try (HttpClientConnection client = client();
                RawHttp lost = new RawHttp(server.port())) {
            FakePeer peer = bridge.next();
            List<String> headers = List.of(
                    "Content-Type: application/json", "Tmuxbridge-Key: " + client.key(), "Tmuxbridge-Number: 1");
            lost.send("POST", client.path() + "/messages", headers, batch("[\"on"), body.length);
            assertThat(client.post(1, body).status()).isEqualTo(204);
            lost.write(batch("ce\"]"));
            assertThat(lost.answer().status()).isEqualTo(204);
            assertThat(peer.message()).isEqualTo("once");
            assertThat(peer.messagesWaiting()).isZero();
        }
    }

    @Test
    void bodiesThatNeverEndAreBoundedInNumber() throws Exception {
        try (HttpClientConnection client = client();
                RawHttp first = new RawHttp(server.port());
                RawHttp second = new RawHttp(server.port())) {
            bridge.next();
            sendABeginning(first, client);
            sendABeginning(second, client);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> client.post(1, batch("[]")).status() == 429);
            first.abort();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> client.post(1, batch("[]")).status() == 204);
        }
    }

    @Test
    void aBodyThatNeverEndsIsBoundedInTime() throws Exception {
        try (TestServer brief = impatient(options().withBodyTime(Duration.ofMillis(500)));
                HttpClientConnection client = new HttpClientConnection(brief.port(), one(), NONE);
                RawHttp slow = new RawHttp(brief.port())) {
            bridge.next();
            sendABeginning(slow, client);
            assertThat(slow.answer().status()).isEqualTo(408);
            assertThat(client.post(1, batch("[]")).status()).isEqualTo(204);
        }
    }

    private static void sendABeginning(RawHttp http, HttpClientConnection client) throws IOException {
        List<String> headers =
                List.of("Content-Type: application/json", "Tmuxbridge-Key: " + client.key(), "Tmuxbridge-Number: 1");
        http.send("POST", client.path() + "/messages", headers, batch("["), 100);
    }

    /** The stream stood still for ever, nobody was told of an end, and the connection kept its place. */
    @Test
    void aCompletionThatThrowsEndsItsConnection() throws Exception {
        try (HttpClientConnection client = client()) {
            FakePeer peer = bridge.next();
            peer.connection().send(new Frame.Text("x"), failure -> {
                throw new IllegalStateException("a defect, on purpose");
            });
            assertThat(client.read()).isEqualTo("x");
            assertThat(peer.end().code()).isEqualTo(1006);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[",
                "[] []",
                "[\"a\"",
                "[\"a\" \"b\"]",
                "[1]",
                "[null]",
                "[[\"a\"]]",
                "[{}]",
                "[{\"binary\":\"*\"}]",
                "[{\"binary\":1}]",
                "[{\"binary\":\"AA==\",\"x\":1}]",
                "[{\"close\":\"1000\"}]",
                "[{\"close\":999}]",
                "[{\"close\":5000}]",
                "[{\"close\":1000,\"reason\":1}]",
                "[{\"close\":1000,\"code\":\"x\"}]",
                "[\"\\ud800\"]",
                "['a']",
                "[\"a\",]"
            })
    void aBodyThatIsNoBatchClosesAndNothingOfItIsTaken(String body) throws Exception {
        try (HttpClientConnection client = client()) {
            FakePeer peer = bridge.next();
            assertThat(client.post(1, batch(body.replace("[\"a\"", "[\"never\"")))
                            .status())
                    .isEqualTo(400);
            assertThat(client.readClose().code()).isEqualTo(CloseCode.PROTOCOL_ERROR.code());
            assertThat(peer.messagesWaiting()).isZero();
        }
    }

    /** Announced as such, or found out while it is read. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 900000", "Transfer-Encoding: chunked"})
    void aBodyOverTheLimitIsNotReadToItsEnd(String announced) throws Exception {
        try (HttpClientConnection client = client();
                RawHttp large = new RawHttp(server.port())) {
            FakePeer peer = bridge.next();
            boolean chunked = announced.endsWith("chunked");
            List<String> headers = List.of(
                    "Content-Type: application/json",
                    "Tmuxbridge-Key: " + client.key(),
                    "Tmuxbridge-Number: 1",
                    announced);
            large.send(
                    "POST",
                    client.path() + "/messages",
                    headers,
                    chunked ? batch("aaaaa\r\n[" + " ".repeat(266_000)) : new byte[0]);
            assertThat(large.answer().status()).isEqualTo(413);
            assertThat(client.readClose().code()).isEqualTo(CloseCode.TOO_BIG.code());
            assertThat(peer.messagesWaiting()).isZero();
        }
    }

    /** What a form or a script of a foreign page can send without asking first is not JSON. */
    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void whatAFormCanSendIsRefused(String type) throws Exception {
        List<String> headers = type.isEmpty() ? List.of() : List.of("Content-Type: " + type);
        try (RawHttp http = new RawHttp(server.port());
                HttpClientConnection client = client()) {
            http.send("POST", one(), headers, new byte[0]);
            assertThat(http.answer().status()).isEqualTo(415);
            FakePeer peer = bridge.next();
            List<String> keyed = new java.util.ArrayList<>(headers);
            keyed.add("Tmuxbridge-Key: " + client.key());
            keyed.add("Tmuxbridge-Number: 1");
            http.send("POST", client.path() + "/messages", keyed, batch("[\"forged\"]"));
            assertThat(http.answer().status()).isEqualTo(415);
            assertThat(peer.messagesWaiting()).isZero();
            assertThat(bridge.waiting()).isZero();
        }
    }

    @Test
    void aForeignPageIsRefusedEvenWithTheKey() throws Exception {
        try (HttpClientConnection client = client();
                RawHttp http = new RawHttp(server.port())) {
            FakePeer peer = bridge.next();
            List<String> headers = List.of(
                    "Content-Type: application/json",
                    "Tmuxbridge-Key: " + client.key(),
                    "Tmuxbridge-Number: 1",
                    "Origin: http://evil.example");
            http.send("POST", client.path() + "/messages", headers, batch("[\"forged\"]"));
            assertThat(http.answer().status()).isEqualTo(403);
            http.send("GET", client.path() + "/events", headers, new byte[0]);
            assertThat(http.answer().status()).isEqualTo(403);
            http.send("OPTIONS", one(), List.of("Origin: http://evil.example"), new byte[0]);
            RawHttp.Answer preflight = http.answer();
            assertThat(preflight.status()).isEqualTo(403);
            assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(peer.messagesWaiting()).isZero();
        }
    }

    @Test
    void aConnectionIsFoundByItsIdAndItsKeyTogether() throws Exception {
        try (HttpClientConnection client = client();
                HttpClientConnection other = client();
                RawHttp http = new RawHttp(server.port())) {
            FakePeer peer = bridge.next();
            for (String key : List.of("x", client.id(), other.key(), client.key() + "A")) {
                List<String> headers =
                        List.of("Content-Type: application/json", "Tmuxbridge-Key: " + key, "Tmuxbridge-Number: 1");
                http.send("POST", client.path() + "/messages", headers, batch("[\"forged\"]"));
                assertThat(http.answer().status()).isEqualTo(404);
                http.send("GET", client.path() + "/events", headers, new byte[0]);
                assertThat(http.answer().status()).isEqualTo(404);
            }
            http.send("GET", client.path() + "/events", List.of(), new byte[0]);
            assertThat(http.answer().status()).isEqualTo(404);
            assertThat(peer.messagesWaiting()).isZero();
            assertThat(client.id()).hasSize(22);
            assertThat(client.key()).hasSize(43);
        }
    }

    @Test
    void eventsAreReadOnce() throws Exception {
        try (HttpClientConnection client = client();
                RawHttp http = new RawHttp(server.port())) {
            FakePeer peer = bridge.next();
            http.send("GET", client.path() + "/events", List.of("Tmuxbridge-Key: " + client.key()), new byte[0]);
            assertThat(http.answer().status()).isEqualTo(409);
            assertThat(send(peer, new Frame.Text("to the first"))).isNull();
            assertThat(client.read()).isEqualTo("to the first");
        }
    }

    @Test
    void eventsAreNumberedAndNobodyKeepsThem() throws Exception {
        try (HttpClientConnection client = new HttpClientConnection(server.port(), one(), NONE, false);
                RawHttp http = new RawHttp(server.port())) {
            FakePeer peer = bridge.next();
            CompletableFuture<Throwable> early = new CompletableFuture<>();
            peer.connection().send(new Frame.Text("before the stream"), early::complete);
            http.send("GET", client.path() + "/events", List.of("Tmuxbridge-Key: " + client.key()), new byte[0]);
            RawHttp.Answer head = new RawHttp.Answer(http.head(), "");
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Type").toLowerCase(java.util.Locale.ROOT))
                    .startsWith("text/event-stream");
            assertThat(head.header("Cache-Control")).isEqualTo("no-store, no-transform");
            assertThat(head.header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(early.get(20, TimeUnit.SECONDS)).isNull();
            peer.connection().close(1000, "done");
            String all = new String(http.chunked().readAllBytes(), UTF_8);
            assertThat(all.replaceAll("(?m)^:\n\n", ""))
                    .isEqualTo("id: 1\ndata: before the stream\n\n"
                            + "event: close\ndata: {\"code\":1000,\"reason\":\"done\"}\n\n");
        }
    }

    @Test
    void aQuietStreamGetsComments() throws Exception {
        try (HttpClientConnection client = client()) {
            bridge.next();
            for (int comments = 0; comments < 3; ) {
                comments += client.line().equals(":") ? 1 : 0;
            }
        }
    }

    @Test
    void aConnectionWithoutItsStreamIsGivenUp() throws Exception {
        try (TestServer brief = impatient(options().withOpenTime(Duration.ofMillis(100)));
                HttpClientConnection client = new HttpClientConnection(brief.port(), one(), NONE, false)) {
            FakePeer peer = bridge.next();
            CompletableFuture<Throwable> early = new CompletableFuture<>();
            peer.connection().send(new Frame.Text("nobody comes for it"), early::complete);
            assertThat(peer.end().code()).isEqualTo(1006);
            assertThat(early.get(20, TimeUnit.SECONDS)).isNotNull();
            await().until(() -> client.post(1, batch("[\"x\"]")).status() == 404);
            assertThat(peer.messagesWaiting()).isZero();
        }
    }

    @Test
    void aCloseBeforeTheStreamIsToldByTheStream() throws Exception {
        try (HttpClientConnection client = new HttpClientConnection(server.port(), one(), NONE, false)) {
            FakePeer peer = bridge.next();
            peer.connection().close(4401, "who are you?");
            assertThat(client.post(1, batch("[\"x\"]")).status()).isEqualTo(410);
            client.askForEvents();
            assertThat(client.read()).isEqualTo(new Closed(4401, "who are you?"));
            assertThat(client.endsRightly()).isTrue();
            assertThat(peer.end().code()).isEqualTo(4401);
        }
    }

    @Test
    void aStreamThatBreaksEndsTheConnection() throws Exception {
        try (HttpClientConnection client = client()) {
            FakePeer peer = bridge.next();
            client.abortEvents();
            assertThat(peer.end().code()).isEqualTo(1006);
            await().until(() -> client.post(1, batch("[\"x\"]")).status() == 404);
            assertThat(peer.messagesWaiting()).isZero();
        }
    }

    @Test
    void whatComesBehindTheClientsCloseIsNotHeard() throws Exception {
        try (HttpClientConnection client = client()) {
            FakePeer peer = bridge.next();
            client.post(1, batch("[\"a\",{\"close\":4000},\"b\"]"));
            assertThat(peer.end().code()).isEqualTo(4000);
            assertThat(client.readClose().code()).isEqualTo(4000);
            assertThat(client.endsRightly()).isTrue();
            assertThat(peer.message()).isEqualTo("a");
            assertThat(peer.messagesWaiting()).isZero();
        }
    }

    @Test
    void theServersEndIsToldBeforeItGoes() throws Exception {
        TestServer brief = start(bridge, "", TrustedProxies.none());
        HttpClientConnection client = new HttpClientConnection(brief.port(), one(), NONE);
        FakePeer peer = bridge.next();
        peer.connection().close(1001, "the bridge is shutting down");
        assertThat(client.readClose()).isEqualTo(new Closed(1001, "the bridge is shutting down"));
        peer.end();
        brief.close();
        client.close();
    }

    @Test
    void nothingElseIsServed() throws Exception {
        try (RawHttp http = new RawHttp(server.port())) {
            for (String[] request : new String[][] {
                {"GET", path(), "405"}, {"GET", one(), "405"}, {"POST", one() + "/others", "404"},
                {"GET", one() + "/events", "404"}, {"GET", one() + "/messages", "405"}, {"PUT", one(), "405"},
                {"DELETE", one(), "405"}, {"GET", one() + "/a/b", "404"}
            }) {
                http.send(request[0], request[1], List.of("Content-Type: application/json"), new byte[0]);
                assertThat(http.answer().status())
                        .as(request[0] + " " + request[1])
                        .isEqualTo(Integer.parseInt(request[2]));
            }
            assertThat(bridge.waiting()).isZero();
        }
    }
}
