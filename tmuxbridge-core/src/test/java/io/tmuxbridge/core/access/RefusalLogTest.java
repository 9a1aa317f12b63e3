package io.tmuxbridge.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.NotAdmitted;
import io.tmuxbridge.transport.Handshake;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the log tells of those who were not let in. */
class RefusalLogTest {

    private final AtomicLong now = new AtomicLong(7);
    private final List<String> warned = new ArrayList<>();
    private final List<String> informed = new ArrayList<>();
    private final RefusalLog log = new RefusalLog(now::get, warned::add, informed::add);

    private static Handshake from(String origin, Optional<String> host) {
        return new Handshake(
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.of(origin),
                host,
                true,
                "192.0.2.9",
                Credentials.bearer("secret"));
    }

    @Test
    void somebodyWhomTheServerKnowsIsToldOnceAMinuteWithWhatTheyLack() {
        for (int i = 0; i < 100; i++) {
            log.principal(new NotAdmitted("ada", "has none of the roles OPS, STAFF"), "192.0.2.9");
        }
        assertThat(warned)
                .containsExactly(
                        "ada (192.0.2.9) is signed in, but not admitted to terminals: has none of the roles OPS, STAFF");
        log.principal(() -> "ben", "192.0.2.9");
        assertThat(warned).hasSize(2);
        now.addAndGet(TimeUnit.MINUTES.toNanos(1));
        log.principal(new NotAdmitted("ada", "has none of the roles OPS, STAFF"), "192.0.2.9");
        assertThat(warned).hasSize(3);
    }

    @Test
    void aRefusedOriginIsToldWithTheServersOwnAndWhatToSet() {
        log.origin(from("https://app.example.org", Optional.of("Term.example.org:8443")));
        assertThat(warned)
                .singleElement()
                .asString()
                .contains(
                        "https://app.example.org",
                        "192.0.2.9",
                        "https://term.example.org:8443",
                        "tmuxbridge.origins",
                        "OriginPolicy.allowing",
                        "trusted",
                        "X-Forwarded-Proto")
                .doesNotContain("secret");
    }

    @Test
    void withoutAHostTheServerDoesNotKnowItsOwnOrigin() {
        log.origin(from("null", Optional.empty()));
        assertThat(warned).singleElement().asString().contains("null", "no Host");
    }

    @Test
    void clientsDoNotFillTheLogByOriginsOrTokens() {
        for (int i = 0; i < 1000; i++) {
            log.origin(from("https://" + i + ".example.org", Optional.of("term.example.org")));
            log.token("192.0.2." + i);
        }
        assertThat(warned).hasSize(1);
        assertThat(informed)
                .containsExactly("a token from 192.0.2.0 is not valid, or no longer; the connection is refused");
        now.addAndGet(TimeUnit.MINUTES.toNanos(1));
        log.origin(from("https://late.example.org", Optional.of("term.example.org")));
        log.token("192.0.2.7");
        assertThat(warned).hasSize(2).last().asString().contains("late.example.org", "999 more");
        assertThat(informed).hasSize(2).last().asString().contains("192.0.2.7", "999 more");
    }

    @Test
    void aNameStaysOnItsLine() {
        log.principal(() -> "e\nve" + "!".repeat(1000), "192.0.2.9");
        assertThat(warned).singleElement().asString().startsWith("e?ve!!!").hasSizeLessThan(400);
    }
}
