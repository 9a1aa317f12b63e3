package io.tmuxbridge.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.metrics.BridgeMetrics;
import io.tmuxbridge.testkit.InMemoryConnection;
import io.tmuxbridge.testkit.TmuxServer;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.Frame;
import io.tmuxbridge.transport.Handshake;
import io.tmuxbridge.transport.SendCompletion;
import io.tmuxbridge.transport.Subprotocol;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** A peer that has vanished without a word is found while nothing is sent to it, and nobody else is taken for it. */
class PulseTest {

    private static final int FIVE_MINUTES = 300;

    private final Pinged connection = new Pinged();
    private final Pulse pulse = new Pulse(connection);
    private long now = System.nanoTime();
    private SendCompletion waiting = failure -> {};

    /** A connection whose peer does with a ping what a test wants. */
    private static final class Pinged implements Connection {

        private final InMemoryConnection line = InMemoryConnection.open(Subprotocol.JSON, Credentials.NONE);
        private Consumer<SendCompletion> pings = completion -> completion.done(null);
        private int asked;

        @Override
        public Handshake handshake() {
            return line.handshake();
        }

        @Override
        public void send(Frame frame, SendCompletion completion) {
            line.send(frame, completion);
        }

        @Override
        public void ping(SendCompletion completion) {
            asked++;
            pings.accept(completion);
        }

        @Override
        public void close(int code, String reason) {
            line.close(code, reason);
        }
    }

    /** One look each second; after how many the peer is gone. */
    private OptionalInt goneAfter(boolean sending) {
        for (int second = 1; second <= FIVE_MINUTES; second++) {
            now += TimeUnit.SECONDS.toNanos(1);
            if (pulse.isGone(now, sending)) {
                return OptionalInt.of(second);
            }
        }
        return OptionalInt.empty();
    }

    @Test
    void aPeerThatAnswersNothingIsGoneAfterTwiceTheSilence() {
        assertThat(goneAfter(false).orElseThrow()).isBetween(60, 65);
        assertThat(connection.asked).isEqualTo(1);
    }

    @Test
    void aPeerThatAnswersPingsStays() {
        connection.pings = completion -> {
            completion.done(null);
            pulse.heard();
        };
        assertThat(goneAfter(false)).isEmpty();
        assertThat(connection.asked).isBetween(8, 10);
    }

    @Test
    void anAnswerThatIsHeardBeforeThePingIsToldToHaveLeftCounts() {
        connection.pings = completion -> {
            pulse.heard();
            completion.done(null);
        };
        assertThat(goneAfter(false)).isEmpty();
    }

    /** The bug: the time for the answer began when it was asked for, and it may wait for long before it leaves. */
    @Test
    void thePeerHasItsTimeFromWhenThePingHasLeft() {
        connection.pings = completion -> waiting = completion;
        for (int second = 1; second <= 59; second++) {
            now += TimeUnit.SECONDS.toNanos(1);
            assertThat(pulse.isGone(now, false)).isFalse();
        }
        waiting.done(null);
        assertThat(goneAfter(false).orElseThrow()).isBetween(30, 33);
        assertThat(connection.asked).isEqualTo(1);
    }

    @Test
    void aTransportThatHasNoPingsIsNeverGone() {
        connection.pings = completion -> {};
        assertThat(goneAfter(false)).isEmpty();
    }

    /** Whatever kept it from leaving, the peer was not asked; and it is asked again. */
    @Test
    void aPingThatDidNotLeaveProvesNothing() {
        connection.pings = completion -> completion.done(new IOException("a frame is under way"));
        assertThat(goneAfter(false)).isEmpty();
        assertThat(connection.asked).isBetween(8, 10);
    }

    /** A ping would wait behind the frame; one that is stuck is another watch's business. */
    @Test
    void nobodyIsAskedWhileAFrameIsUnderWay() {
        assertThat(goneAfter(true)).isEmpty();
        assertThat(connection.asked).isZero();
    }

    /** A machine that sleeps and wakes finds the answers later than the time. */
    @Test
    void aProcessThatStoodStillTakesNobodyForGone() {
        while (connection.asked == 0) {
            now += TimeUnit.SECONDS.toNanos(1);
            pulse.isGone(now, false);
        }
        now += TimeUnit.HOURS.toNanos(1);
        assertThat(pulse.isGone(now, false)).isFalse();
        pulse.heard();
        assertThat(pulse.isGone(now + 1, false)).isFalse();
    }

    @Test
    void theConnectionOfAPeerThatIsGoneIsClosedAndOneThatSaysSomethingIsNot() {
        Gone gone = new Gone();
        try (TmuxServer server = TmuxServer.create();
                TmuxBridge bridge = BridgeBuilder.create()
                        .tmuxBinary(Path.of(TmuxServer.binary()))
                        .tmuxSocketName(server.socketName())
                        .authenticator(credentials -> Optional.of(Caller.of("ada", Role.ADMIN)))
                        .metrics(gone)
                        .build()) {
            Pinged silent = new Pinged();
            Pinged answering = new Pinged();
            Conversation of = (Conversation) bridge.accept(silent);
            Conversation other = (Conversation) bridge.accept(answering);
            signIn(silent, of);
            signIn(answering, other);
            answering.pings = completion -> {
                completion.done(null);
                other.alive();
            };
            for (int second = 0; second < FIVE_MINUTES; second++) {
                now += TimeUnit.SECONDS.toNanos(1);
                if (silent.line.closeCode().isEmpty()) {
                    of.watch(now);
                }
                other.watch(now);
            }
            assertThat(silent.line.closeCode()).hasValue(1001);
            assertThat(answering.line.closeCode()).isEmpty();
            assertThat(gone.count).hasValue(1);
        }
    }

    /** Who has not, is a stranger and waited for only shortly. */
    private static void signIn(Pinged connection, Conversation conversation) {
        conversation.text("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server.info\",\"params\":{}}");
        connection.line.await(
                frame -> frame instanceof Frame.Text text && text.text().contains("result"));
        await().until(() -> !conversation.pump().isSending()); // or the minutes to come make it a stuck one
    }

    /** Counts who was gone. */
    private static final class Gone implements BridgeMetrics {

        private final AtomicLong count = new AtomicLong();

        @Override
        public void add(String counter, long delta) {
            if (counter.equals("connections.gone")) {
                count.addAndGet(delta);
            }
        }

        @Override
        public void gauge(String name, LongSupplier value) {}
    }
}
