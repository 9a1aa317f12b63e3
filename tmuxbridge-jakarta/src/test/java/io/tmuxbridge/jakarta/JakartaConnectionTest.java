package io.tmuxbridge.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.jakarta.contract.FakePeer;
import io.tmuxbridge.transport.Frame;
import jakarta.websocket.CloseReason;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Misbehaviour that containers have been seen to show, and some that they have not yet. */
class JakartaConnectionTest {

    private static final Frame FRAME = new Frame.Text("hello");

    private final FakeSession session = new FakeSession();
    private final List<Object> completions = new ArrayList<>();
    private final AtomicInteger aborts = new AtomicInteger();
    private final JakartaConnection connection = connection(Runnable::run);
    private final FakePeer peer = new FakePeer(connection, 1000);

    private JakartaConnection connection(Executor closer) {
        return new JakartaConnection(
                session,
                NoHandshake.VALUE,
                EndpointOptions.defaults()
                        .withCloser(closer)
                        .withCloseGrace(Duration.ofMillis(50))
                        .withAbort(ignored -> aborts.incrementAndGet()));
    }

    private void send() {
        connection.send(FRAME, failure -> completions.add(failure == null ? "sent" : failure));
    }

    private void ping() {
        connection.ping(failure -> completions.add(failure == null ? "pinged" : failure));
    }

    @Test
    void aCallbackWithinTheSendCompletesIt() {
        session.sender = (text, handler) -> handler.onResult(new SendResult());
        send();
        assertThat(completions).containsExactly("sent");
    }

    @Test
    void aSecondCallbackIsIgnored() {
        send();
        SendHandler handler = session.handlers.get(0);
        handler.onResult(new SendResult());
        handler.onResult(new SendResult(new IOException("again")));
        assertThat(completions).containsExactly("sent");
    }

    @Test
    void anExceptionIsAFailureAndACallbackAfterItIsIgnored() {
        IllegalStateException busy = new IllegalStateException("TEXT_FULL_WRITING");
        session.sender = (text, handler) -> {
            session.handlers.add(handler);
            throw busy;
        };
        send();
        session.handlers.get(0).onResult(new SendResult());
        assertThat(completions).containsExactly(busy);
    }

    @Test
    void aCallbackFollowedByAnExceptionCountsAsSent() {
        session.sender = (text, handler) -> {
            handler.onResult(new SendResult());
            throw new IllegalStateException("too late");
        };
        send();
        assertThat(completions).containsExactly("sent");
    }

    /** Undertow reports a send as done that it gave up because of the close. */
    @Test
    void closingFailsTheFrameUnderWayAndALateCallbackIsIgnored() {
        send();
        connection.close(4413, "too slow");
        session.handlers.get(0).onResult(new SendResult());
        assertThat(completions).hasSize(1).first().isInstanceOf(IOException.class);
    }

    /** Open Liberty fails a frame that is sent while something else is. */
    @Test
    void aFrameWaitsForThePingUnderWay() {
        List<Integer> handed = new ArrayList<>();
        session.pinger = () -> {
            send();
            handed.add(session.handlers.size());
        };
        ping();
        assertThat(handed).containsExactly(0);
        assertThat(session.handlers).hasSize(1);
        session.handlers.get(0).onResult(new SendResult());
        assertThat(completions).containsExactly("pinged", "sent");
    }

    /** Tomcat has the ping wait; and bytes that leave ask the peer as well. */
    @Test
    void thereIsNoPingWhileAFrameIsUnderWay() {
        AtomicInteger pings = new AtomicInteger();
        session.pinger = pings::incrementAndGet;
        send();
        ping();
        assertThat(pings).hasValue(0);
        assertThat(completions).hasSize(1).first().isInstanceOf(IOException.class);
        session.handlers.get(0).onResult(new SendResult());
        ping();
        assertThat(pings).hasValue(1);
        assertThat(completions).last().isEqualTo("pinged");
    }

    @Test
    void aPingThatFailsIsTold() {
        IllegalStateException busy = new IllegalStateException("not now");
        session.pinger = () -> {
            throw busy;
        };
        ping();
        assertThat(completions).containsExactly(busy);
    }

    /** The bridge took it for closed, and nobody closed it any more. */
    @Test
    void aCompletionThatThrowsKeepsNoConnectionOpen() {
        connection.send(FRAME, failure -> {
            throw new IllegalStateException("a defect, on purpose");
        });
        connection.close(4413, "too slow");
        assertThat(session.closes).hasSize(1);
    }

    @Test
    void aSendAfterTheCloseFailsWithoutReachingTheContainer() {
        connection.close(1000, "done");
        send();
        assertThat(session.handlers).isEmpty();
        assertThat(completions).hasSize(1).first().isInstanceOf(IOException.class);
    }

    @Test
    void closingDoesNotWaitForAContainerThatDoes() {
        CountDownLatch stuck = new CountDownLatch(1);
        session.onClose = () -> awaitQuietly(stuck);
        var pool = Executors.newCachedThreadPool();
        try {
            JakartaConnection slow = connection(pool);
            FakePeer told = new FakePeer(slow, 1000);
            slow.inbound().begin(() -> told);
            slow.close(1001, "going away"); // returns although the container does not
            await().until(() -> session.closes.size() == 1);
            await().until(() -> told.furtherEnds() == 1);
            assertThat(stuck.getCount()).isEqualTo(1);
            assertThat(aborts).hasValue(1);
        } finally {
            stuck.countDown();
            pool.shutdown();
        }
    }

    /**
     * What is thrown there is logged with its trace, which each connection that the bridge closed on Tomcat used to be.
     */
    @Test
    void aSessionThatIsClosedAlreadyNeedsNoAbort() {
        session.close(new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, "done"));
        assertThatCode(() -> EndpointOptions.defaults().abort().accept(session)).doesNotThrowAnyException();
    }

    @Test
    void onlyTheFirstCloseCounts() {
        connection.close(4403, "no");
        connection.close(1000, "yes");
        assertThat(session.closes).hasSize(1);
        assertThat(session.closes.get(0).getCloseCode().getCode()).isEqualTo(4403);
        assertThat(session.closes.get(0).getReasonPhrase()).isEqualTo("no");
    }

    @Test
    void aContainerThatFailsToCloseIsAbortedAndTheEndToldOnce() throws Exception {
        connection.inbound().begin(() -> peer);
        session.onClose = () -> {
            throw new IllegalStateException("cannot close");
        };
        connection.close(1000, "done");
        assertThat(peer.end().code()).isEqualTo(1006);
        connection.ended(1000, "late");
        assertThat(peer.furtherEnds()).isZero();
        assertThat(aborts).hasValue(1);
    }

    @Test
    void aContainerThatTellsTheEndTwiceIsHeardOnce() throws Exception {
        connection.inbound().begin(() -> peer);
        connection.ended(1001, "first");
        connection.ended(1000, "second");
        assertThat(peer.end()).isEqualTo(new FakePeer.Closed(1001, "first"));
        assertThat(peer.furtherEnds()).isZero();
    }

    @Test
    void anEndBeforeTheBridgeHasTakenOverIsToldAfterwards() throws Exception {
        connection.ended(1001, "gone already");
        assertThat(peer.furtherEnds()).isZero();
        connection.inbound().begin(() -> peer);
        assertThat(peer.end().code()).isEqualTo(1001);
    }

    /** Undertow and Tyrus report the end within the call of close. */
    @Test
    void anEndWithinACallIsToldAfterTheCall() throws Exception {
        connection.inbound().begin(() -> peer);
        session.onClose = () -> connection.ended(1000, "at once");
        peer.onText(text -> connection.close(1000, "done"));
        connection.inbound().text("bye", true);
        assertThat(peer.end().code()).isEqualTo(1000);
        assertThat(peer.overlaps()).isZero();
    }

    @Test
    void nothingIsHeardAfterTheEnd() {
        connection.inbound().begin(() -> peer);
        connection.ended(1000, "");
        connection.inbound().text("late", true);
        assertThat(peer.messagesWaiting()).isZero();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
