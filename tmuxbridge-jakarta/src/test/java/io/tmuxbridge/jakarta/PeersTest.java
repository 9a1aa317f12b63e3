package io.tmuxbridge.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tmuxbridge.jakarta.internal.ReadHandshake;
import io.tmuxbridge.jakarta.internal.RequestHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PeersTest {

    private static final EndpointOptions BEHIND =
            EndpointOptions.defaults().withTrustedProxies(TrustedProxies.of(List.of("10.0.0.0/8")));

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Peers.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
    }

    private static Outcome.Read from(Optional<String> peer) {
        RequestHeaders headers = new RequestHeaders(Map.of(
                "Host", List.of("inner:8080"),
                "X-Forwarded-For", List.of("192.0.2.9"),
                "X-Forwarded-Proto", List.of("https"),
                "X-Forwarded-Host", List.of("tools.example.org")));
        ReadHandshake said = ReadHandshake.of(headers, List.of(), Optional.empty(), Optional.empty());
        return new Outcome.Read(said, peer, said.handshake().host());
    }

    private static ClientView seen(Peers peers, Optional<String> peer) {
        var handshake = peers.complete(from(peer), new FakeSession());
        return new ClientView(handshake.remoteAddress(), handshake.host(), handshake.secure());
    }

    @Test
    void whatTheHostTellsOfAPeerCountsWhereTheSessionSaysNothing() {
        Peers peers = new Peers(BEHIND);
        assertThat(seen(peers, Optional.of("10.1.2.3")))
                .isEqualTo(new ClientView("192.0.2.9", Optional.of("tools.example.org"), true));
        assertThat(seen(peers, Optional.of("192.0.2.77")))
                .isEqualTo(new ClientView("192.0.2.77", Optional.of("inner:8080"), false));
        assertThat(log.list).isEmpty();
    }

    /** Every page behind the proxy was refused, and the log advised to set what was set. */
    @Test
    void whereNobodyKnowsThePeerTheLogSaysOnceThatNoProxyIsBelieved() {
        Peers peers = new Peers(BEHIND);
        for (int i = 0; i < 2; i++) {
            assertThat(seen(peers, Optional.empty()))
                    .isEqualTo(new ClientView("unknown", Optional.of("inner:8080"), false));
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains("does not tell from which peer", "EndpointOptions.withRemoteAddress");
    }

    /** The limit per address did nothing, and nobody said so. */
    @Test
    void whereNoProxyIsTrustedTheLogSaysOnceWhatIsMissing() {
        Peers peers = new Peers(EndpointOptions.defaults());
        for (int i = 0; i < 2; i++) {
            seen(peers, Optional.empty());
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains("connectionsPerAddress", "audit", "EndpointOptions.withRemoteAddress")
                .doesNotContain("X-Forwarded");
    }
}
