package io.tmuxbridge.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tmuxbridge.TmuxBridgeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JwksKeysTest {

    private PublicKey first;
    private PublicKey second;

    @BeforeAll
    void makeKeys() throws Exception {
        first = TestTokens.ed("Ed25519").getPublic();
        second = TestTokens.ed("Ed25519").getPublic();
    }

    /** A key set that is published, changed, and at times out of reach. */
    private static final class Published implements JwksFetch {
        final TestTokens.HandClock clock = new TestTokens.HandClock(Instant.parse("2026-11-24T12:00:00Z"));
        final AtomicInteger fetches = new AtomicInteger();
        final JwksKeys keys = new JwksKeys(this, clock);
        volatile String body = "";
        volatile boolean down;

        @Override
        public String get() throws IOException {
            fetches.incrementAndGet();
            if (down) {
                throw new IOException("down");
            }
            return body;
        }

        Optional<VerificationKey> find(String kid) {
            return keys.find(JwtAlgorithm.EDDSA, Optional.of(kid));
        }
    }

    private static Map<String, Object> entry(String kid, PublicKey key) {
        try {
            PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(key);
            jwk.setKeyId(kid);
            return jwk.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        } catch (org.jose4j.lang.JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String set(Object... entries) {
        return JsonUtil.toJson(Map.of("keys", List.of(entries)));
    }

    private Published publish() {
        Published published = new Published();
        published.body = set(entry("one", first));
        return published;
    }

    @Test
    void keysAreFetchedOnceAndKept() {
        Published published = publish();
        assertThat(published.fetches).hasValue(0);
        for (int i = 0; i < 100; i++) {
            assertThat(published.find("one").orElseThrow().key()).isEqualTo(first);
        }
        assertThat(published.fetches).hasValue(1);
    }

    @Test
    void aRotatedKeyIsFoundAndTheOldOneGoes() {
        Published published = publish();
        published.find("one");
        published.clock.advance(Duration.ofMinutes(1));
        published.body = set(entry("two", second));
        assertThat(published.find("two").orElseThrow().key()).isEqualTo(second);
        assertThat(published.find("one")).isEmpty();
        assertThat(published.fetches).hasValue(2);
    }

    @Test
    void oldKeysAreFetchedAgainWithoutBeingAskedTo() {
        Published published = publish();
        published.find("one");
        published.body = set(entry("one", second));
        published.clock.advance(JwksKeys.FRESH.plusSeconds(1));
        assertThat(published.find("one").orElseThrow().key()).isEqualTo(second);
    }

    @Test
    void unknownKeysCannotMakeItFetchAtWill() {
        Published published = publish();
        published.find("one");
        for (int i = 0; i < 10_000; i++) {
            assertThat(published.find("made-up-" + i)).isEmpty();
        }
        assertThat(published.fetches).hasValue(1);
        published.clock.advance(JwksKeys.BETWEEN_FETCHES);
        published.find("made-up");
        published.find("made-up-as-well");
        assertThat(published.fetches).hasValue(2);
    }

    @Test
    void failuresAreFollowedByLongerAndLongerPauses() {
        Published published = publish();
        published.down = true;
        List<Long> seconds = new ArrayList<>();
        long last = 0;
        for (int second = 0; second < 1200; second++) {
            int before = published.fetches.get();
            published.find("one");
            if (published.fetches.get() > before) {
                seconds.add(second - last);
                last = second;
            }
            published.clock.advance(Duration.ofSeconds(1));
        }
        assertThat(seconds).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
    }

    @Test
    void theLastKeysServeForADayWhileNothingCanBeFetched() {
        Published published = publish();
        published.find("one");
        published.down = true;
        published.clock.advance(Duration.ofHours(23));
        assertThat(published.find("one")).isPresent();
        published.clock.advance(Duration.ofHours(2));
        assertThat(published.find("one")).isEmpty();
        published.down = false;
        published.clock.advance(JwksKeys.MOST_BACK_OFF);
        assertThat(published.find("one")).isPresent();
    }

    /** Fetches when it may. */
    private static JwksKeys slow(Published published, CountDownLatch go, Duration patience) {
        return new JwksKeys(
                () -> {
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return published.get();
                },
                published.clock,
                patience);
    }

    private static CompletableFuture<Optional<VerificationKey>> ask(JwksKeys keys) {
        return CompletableFuture.supplyAsync(
                () -> keys.find(JwtAlgorithm.EDDSA, Optional.of("one")), command -> new Thread(command).start());
    }

    /** Anybody who shows a token could have made every worker of a bridge wait for an issuer that swallows packets. */
    @Test
    void whoComesWhileAnIssuerDoesNotAnswerWaitsNoLongerThanItsPatience() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        JwksKeys slow = slow(publish(), go, Duration.ofMillis(1));
        CompletableFuture<Optional<VerificationKey>> one = ask(slow);
        CompletableFuture<Optional<VerificationKey>> other = ask(slow);
        Object first = CompletableFuture.anyOf(one, other).get(20, TimeUnit.SECONDS);
        assertThat(first).isEqualTo(Optional.empty());
        go.countDown();
        assertThat(List.of(one.get(), other.get()))
                .filteredOn(Optional::isPresent)
                .hasSize(1);
        assertThat(slow.find(JwtAlgorithm.EDDSA, Optional.of("one"))).isPresent();
    }

    @Test
    void manyWhoAskAtOnceFetchOnce() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Published published = publish();
        JwksKeys slow = slow(published, go, Duration.ofMinutes(1));
        List<CompletableFuture<Optional<VerificationKey>>> asking = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asking.add(ask(slow));
        }
        go.countDown();
        for (CompletableFuture<Optional<VerificationKey>> each : asking) {
            assertThat(each.get()).isPresent();
        }
        assertThat(published.fetches).hasValue(1);
    }

    @Test
    void onlyPublicSigningKeysOfTheSetAreTaken() throws Exception {
        Published published = publish();
        Map<String, Object> encryption = entry("enc", second);
        encryption.put("use", "enc");
        Map<String, Object> otherwise = entry("other", second);
        otherwise.put("alg", "RS256");
        published.body = set(
                entry("one", first),
                encryption,
                otherwise,
                Map.of("kty", "oct", "kid", "secret", "k", "A".repeat(64)),
                Map.of("kty", "made-up", "kid", "odd"),
                Map.of("kty", "OKP", "crv", "Ed25519", "kid", "broken"),
                "no key at all",
                entry("weak", TestTokens.rsa(1024).getPublic()));
        assertThat(published.find("one")).isPresent();
        assertThat(published.find("enc")).isEmpty();
        assertThat(published.find("other")).isEmpty();
        assertThat(published.find("broken")).isEmpty();
        assertThat(published.keys.find(JwtAlgorithm.HS256, Optional.of("secret")))
                .isEmpty();
        assertThat(published.keys.find(JwtAlgorithm.RS256, Optional.of("weak"))).isEmpty();
        assertThat(published.keys.find(JwtAlgorithm.EDDSA, Optional.empty())).isPresent();
    }

    @Test
    void aTokenThatNamesNoKeyIsNotVerifiedByWhicheverOneFits() {
        Published published = publish();
        published.body = set(entry("one", first), entry("two", second));
        assertThat(published.keys.find(JwtAlgorithm.EDDSA, Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "<html>", "{\"keys\":{}}", "{\"keys\":[]}", "{\"keys\":[7]}", "null"})
    void aDocumentThatIsNoKeySetIsAFailedFetch(String body) {
        Published published = publish();
        published.find("one");
        published.body = body;
        published.clock.advance(JwksKeys.FRESH.plusSeconds(1));
        assertThat(published.find("one")).as("the last keys serve on").isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://login.example.org/keys", "file:///etc/passwd", "ftp://x/y", "keys", "https:///keys"})
    void onlyHttpsOrALoopbackAddressIsFetched(String address) {
        assertThatThrownBy(() -> JwksKeys.at(URI.create(address))).isInstanceOf(TmuxBridgeException.class);
    }

    @Test
    void keysComeOverHttpAndNeitherRedirectsNorHugeAnswersAreFollowed() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] good = set(entry("one", first)).getBytes(StandardCharsets.UTF_8);
        server.createContext("/keys", exchange -> {
            exchange.sendResponseHeaders(200, good.length);
            exchange.getResponseBody().write(good);
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/keys");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/huge", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[64 * 1024];
            for (int i = 0; i < 16; i++) {
                exchange.getResponseBody().write(block);
            }
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            assertThat(find(base + "/keys")).isPresent();
            assertThat(find(base + "/moved")).isEmpty();
            assertThat(find(base + "/huge")).isEmpty();
            assertThat(find(base + "/missing")).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    /** Or whoever signs in waits with the server, and all who come after for the one who fetches. */
    @Test
    void anAnswerThatBeginsAndDoesNotEndIsAFailedFetch() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CountDownLatch over = new CountDownLatch(1);
        server.createContext("/stalls", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"keys\":[".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        URI stalls = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/stalls");
        JwksKeys keys = new JwksKeys(new HttpFetch(stalls, Duration.ofMillis(200)), Clock.systemUTC());
        Thread asking = new Thread(() -> keys.find(JwtAlgorithm.EDDSA, Optional.of("one")));
        try {
            asking.start();
            asking.join(Duration.ofSeconds(20).toMillis());
            assertThat(asking.isAlive()).as("whoever signs in still waits").isFalse();
        } finally {
            over.countDown();
            server.stop(0);
        }
    }

    private static Optional<VerificationKey> find(String address) {
        return JwksKeys.at(URI.create(address)).find(JwtAlgorithm.EDDSA, Optional.of("one"));
    }
}
