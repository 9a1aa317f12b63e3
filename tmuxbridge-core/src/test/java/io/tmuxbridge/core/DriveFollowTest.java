package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.replica.Replica;
import io.tmuxbridge.pane.Await;
import io.tmuxbridge.pane.Awaited;
import io.tmuxbridge.pane.Pane;
import io.tmuxbridge.pane.PaneOutput;
import io.tmuxbridge.pane.PanePosition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The output of a pane as a stream with demand. */
class DriveFollowTest {

    private final BridgeFixture fixture = new BridgeFixture(BridgeLimits.DEFAULTS.withLogBytesPerPane(64 * 1024));

    @AfterEach
    void close() {
        fixture.close();
    }

    private Pane pane(String program) {
        fixture.server.newSession("s0", 80, 24, "sh", "-c", program);
        return fixture.bridge.pane(Caller.of("robot", Role.ADMIN), "s0");
    }

    @Test
    void everyByteComesOnceAndInOrderBehindTheScreen() {
        try (Pane pane = pane("printf old; read -r a; seq 2000; read -r a")) {
            Heard heard = new Heard(Long.MAX_VALUE);
            pane.follow().subscribe(heard);
            await().until(() -> !heard.pieces.isEmpty());
            pane.send("\r");
            await().until(() -> heard.text().contains("1999\r\n2000\r\n"));
            pane.send("\r");
            await().until(() -> heard.ended.isDone());

            assertThat(heard.pieces.get(0)).isInstanceOf(PaneOutput.Screen.class);
            assertThat(heard.text()).contains("old");
            long next = -1;
            for (PaneOutput piece : heard.pieces) {
                if (piece instanceof PaneOutput.Bytes bytes) {
                    assertThat(bytes.position().offset()).isEqualTo(next);
                    next += bytes.data().remaining();
                } else if (piece instanceof PaneOutput.Screen screen) {
                    next = screen.position().offset();
                }
            }
        }
    }

    @Test
    void nothingComesThatWasNotAskedForAndWhoIsTooSlowIsShownTheScreen() {
        try (Pane pane = pane("read -r a; seq 40000; echo the end; exec cat")) {
            Heard heard = new Heard(1);
            pane.follow().subscribe(heard);
            await().until(() -> heard.pieces.size() == 1);
            PanePosition from = pane.send("\r").join();
            pane.awaitOutput(Await.text("the end\n"), from, Duration.ofSeconds(30))
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
            assertThat(heard.pieces).hasSize(1);

            heard.subscription.request(1);
            await().until(() -> heard.pieces.size() == 2);

            assertThat(heard.pieces.get(1))
                    .isInstanceOfSatisfying(
                            PaneOutput.Screen.class,
                            screen -> assertThat(screen.skipped()).isPositive());
            assertThat(heard.text()).contains("the end");
        }
    }

    @Test
    void whoFollowsIsToldWhereOutputIsMissing() {
        try (Pane pane = pane("exec cat")) {
            Heard heard = new Heard(Long.MAX_VALUE);
            pane.follow().subscribe(heard);
            await().until(() -> heard.pieces.size() == 1);
            fixture.server.tmux("detach-client", "-s", "s0");
            await().until(() -> heard.pieces.size() == 2);
            assertThat(heard.pieces)
                    .extracting(piece -> ((PaneOutput.Screen) piece).gap())
                    .containsExactly(false, true);
        }
    }

    /** The bug: viewers were shown the right screen, and followers went on from the wrong one. */
    @Test
    void whoFollowsIsShownWhatTmuxChangedWithoutSayingSo() {
        try (Pane pane = pane("echo before; exec cat")) {
            Heard heard = new Heard(Long.MAX_VALUE);
            pane.follow().subscribe(heard);
            await().until(() -> fixture.metrics.count("stream.verify.equal") > 0);
            assertThat(heard.shown()).contains("before");
            fixture.server.tmux("send-keys", "-R", "-t", "s0");
            await().until(() -> heard.shown().stream().allMatch(String::isEmpty));
        }
    }

    @Test
    void whoCancelsOrAsksForNothingIsToldNothingMore() {
        try (Pane pane = pane("exec cat")) {
            Heard cancelled = new Heard(Long.MAX_VALUE);
            Heard bad = new Heard(1);
            pane.follow().subscribe(cancelled);
            pane.follow().subscribe(bad);
            await().until(() -> !cancelled.pieces.isEmpty() && !bad.pieces.isEmpty());
            cancelled.subscription.cancel();
            bad.subscription.request(0);
            await().until(bad.ended::isCompletedExceptionally);
            int before = cancelled.pieces.size();
            PanePosition from = pane.send("more\r").join();
            pane.awaitOutput(Await.text("more\n"), from, Duration.ofSeconds(30)).join();
            assertThat(cancelled.pieces).hasSize(before);
        }
    }

    /** They were told NOT_FOUND, as if something had gone wrong. */
    @Test
    void whoFollowsIsAtTheEndWhenThePaneIsClosedAndWhoWaitsFails() {
        Pane pane = pane("exec cat");
        Heard heard = new Heard(Long.MAX_VALUE);
        pane.follow().subscribe(heard);
        await().until(() -> !heard.pieces.isEmpty());
        CompletableFuture<Awaited> waiting =
                pane.awaitOutput(Await.text("never"), pane.position(), Duration.ofMinutes(1));
        pane.close();

        assertThat(heard.ended).succeedsWithin(Duration.ofSeconds(30));
        assertThat(waiting)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("closed by its driver");
        Heard late = new Heard(1);
        pane.follow().subscribe(late);
        assertThat(late.ended)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("closed by its driver");
    }

    /** The bug: subscribers were called by the workers that everybody needs, and those who block held all of them. */
    @Test
    void subscribersThatBlockHoldNobodyElse() {
        CountDownLatch blocked = new CountDownLatch(1);
        fixture.server.newSession("s0", 80, 24, "sh", "-c", "exec cat");
        Caller robot = Caller.of("robot", Role.ADMIN);
        int many = 4 * Math.max(8, 2 * Runtime.getRuntime().availableProcessors());
        List<Pane> panes = new ArrayList<>();
        AtomicInteger stuck = new AtomicInteger();
        try {
            for (int i = 0; i < many; i++) {
                Pane pane = fixture.bridge.pane(robot, "s0");
                panes.add(pane);
                pane.follow().subscribe(new Heard(Long.MAX_VALUE) {
                    @Override
                    public void onNext(PaneOutput piece) {
                        stuck.incrementAndGet();
                        awaitUninterruptibly(blocked);
                    }
                });
            }
            await().until(() -> stuck.get() > 0);
            Pane other = panes.get(0);
            assertThat(other.awaitOutput(Await.silence(Duration.ofMillis(10)), Duration.ofSeconds(30)))
                    .succeedsWithin(Duration.ofSeconds(20));
        } finally {
            blocked.countDown();
            panes.forEach(Pane::close);
        }
    }

    /** The bug: it counted as one who follows, and the pane was not left when its program had ended. */
    @Test
    void aSubscriberThatThrowsAtOnceDoesNotFollow() {
        try (Pane pane = pane("read -r a")) {
            Heard throwing = new Heard(1) {
                @Override
                public void onSubscribe(Flow.Subscription value) {
                    throw new IllegalStateException("not today");
                }
            };
            pane.follow().subscribe(throwing);
            assertThat(throwing.ended)
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableOfType(ExecutionException.class)
                    .withMessageContaining("not today");
            pane.send("\r");
            await().until(() -> fixture.bridge.sessions().list().isEmpty());
        }
    }

    /** The bug: those behind it heard nothing of the end, and the pane was not left. */
    @Test
    void aSubscriberThatThrowsAtTheEndKeepsItFromNobody() {
        try (Pane pane = pane("read -r a")) {
            Heard throwing = new Heard(Long.MAX_VALUE) {
                @Override
                public void onComplete() {
                    throw new AssertionError("not today");
                }
            };
            Heard other = new Heard(Long.MAX_VALUE);
            pane.follow().subscribe(throwing);
            pane.follow().subscribe(other);
            await().until(() -> other.subscription != null);
            pane.send("\r");
            assertThat(other.ended).succeedsWithin(Duration.ofSeconds(30));
            await().until(() -> fixture.bridge.sessions().list().isEmpty());
            assertThatNullPointerException().isThrownBy(() -> pane.follow().subscribe(null));
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps what it is told. */
    static class Heard implements Flow.Subscriber<PaneOutput> {
        final List<PaneOutput> pieces = new CopyOnWriteArrayList<>();
        final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final long first;
        volatile Flow.Subscription subscription;

        Heard(long first) {
            this.first = first;
        }

        String text() {
            StringBuilder text = new StringBuilder();
            for (PaneOutput piece : pieces) {
                if (piece instanceof PaneOutput.Bytes bytes) {
                    text.append(StandardCharsets.UTF_8.decode(bytes.data().duplicate()));
                } else if (piece instanceof PaneOutput.Screen screen) {
                    text.append(StandardCharsets.UTF_8.decode(screen.data().duplicate()));
                }
            }
            return text.toString();
        }

        /** The rows of the last screen. */
        List<String> shown() {
            Replica replica = new Replica(80, 24);
            pieces.stream()
                    .filter(PaneOutput.Screen.class::isInstance)
                    .map(PaneOutput.Screen.class::cast)
                    .forEach(screen -> replica.write(screen.data()));
            return replica.text();
        }

        @Override
        public void onSubscribe(Flow.Subscription value) {
            subscription = value;
            value.request(first);
        }

        @Override
        public void onNext(PaneOutput piece) {
            pieces.add(piece);
        }

        @Override
        public void onError(Throwable why) {
            ended.completeExceptionally(why);
        }

        @Override
        public void onComplete() {
            ended.complete(null);
        }
    }
}
