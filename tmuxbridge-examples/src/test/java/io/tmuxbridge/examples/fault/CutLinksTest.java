package io.tmuxbridge.examples.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tmuxbridge.testkit.FaultProxy;
import io.tmuxbridge.testkit.FaultProxy.Cut;
import io.tmuxbridge.testkit.FaultProxy.Direction;
import io.tmuxbridge.testkit.FaultProxy.Fault;
import io.tmuxbridge.testkit.FaultProxy.Unit;
import io.tmuxbridge.testkit.TmuxServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Numbered lines one way and numbered keys the other, over a line that breaks at every frame boundary and at random
 * bytes. {@code -Dfaults.cuts=10000} makes it as many random cuts; the sample is what ./verify has time for.
 */
class CutLinksTest {

    private static final int MOST_BYTES_TO_CLIENT = 4000;
    private static final int MOST_BYTES_TO_SERVER = 2000;
    private static final int UNACKNOWLEDGED = 100;
    private static final int HISTORY = 1000;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(FaultClient.Kind.class)
    @Timeout(3600)
    void noLineAndNoKeyIsLostOrRepeated(FaultClient.Kind kind) throws Exception {
        assumeTrue(kind.wanted());
        List<Cut> plan = plan(kind, Long.getLong("faults.seed", 1));
        long begun = System.nanoTime();
        try (TmuxServer tmux = TmuxServer.create()) {
            NumberedProgram program = new NumberedProgram(tmux, "cut", directory, 200, kind.pause());
            NumberedLines lines = new NumberedLines();
            try (LaunchedServer server = new LaunchedServer(tmux, directory, "--no-rehearsal");
                    FaultProxy proxy = FaultProxy.to(server.port(), plan);
                    FaultClient client = kind.start(proxy.port(), "cut", HISTORY, false, lines)) {
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(client.isRight())
                                .as("right: %s", client)
                                .isTrue());
                int screens = lines.snapshots();
                program.begin();
                long typed = typeUntil(proxy, plan.size(), client);
                await().atMost(Duration.ofSeconds(30)).until(() -> client.unacknowledged() == 0);
                program.end();
                await().atMost(Duration.ofSeconds(30)).until(() -> lines.end() >= 0);
                Figures.report(
                        "%s: %d cuts (%d connections ended before theirs, %d were left open, closes %s) in %d s, %s: %d lines, lost %d, repeated %d;"
                                + " %d keys; %s",
                        kind,
                        proxy.cuts(),
                        proxy.spared(),
                        plan.size() - proxy.cuts() - proxy.spared(),
                        client.closes(),
                        Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                        client.resumes(),
                        lines.last(),
                        lines.lost(),
                        lines.repeated(),
                        typed,
                        Figures.of(client.nanosToRight()));
                assertThat(proxy.cuts()).as("lines that broke").isGreaterThan(plan.size() * 9 / 10);
                assertThat(client.violations()).isEmpty();
                assertThat(client.notSent()).isEmpty();
                assertThat(lines.strange()).isEmpty();
                assertThat(lines.lost()).as("lines lost by %s", client).isZero();
                assertThat(lines.repeated()).as("lines repeated").isZero();
                assertThat(lines.last()).isEqualTo(lines.end());
                assertThat(lines.snapshots()).as("from then on by bytes alone").isEqualTo(screens);
                assertThat(program.keys())
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, typed).boxed().toList());
            }
        }
    }

    private static long typeUntil(FaultProxy proxy, int cuts, FaultClient client) {
        long typed = 0;
        long until = System.nanoTime() + Duration.ofSeconds(30 + cuts / 5).toNanos();
        while (!isOver(proxy, cuts, client) && client.violations().isEmpty()) {
            assertThat(System.nanoTime())
                    .as("%d of %d cuts, %s", proxy.cuts(), cuts, client)
                    .isLessThan(until);
            if (client.unacknowledged() < UNACKNOWLEDGED) {
                client.type(NumberedProgram.key(++typed));
            }
            LockSupport.parkNanos(1_000_000);
        }
        return typed;
    }

    /**
     * A connection that its client has given up and not closed never comes to its cut: those behind it are waited for,
     * not it.
     */
    private static boolean isOver(FaultProxy proxy, int cuts, FaultClient client) {
        return proxy.cuts() + proxy.spared() >= cuts || proxy.isUsedUp() && client.isRight();
    }

    private static List<Cut> plan(FaultClient.Kind kind, long seed) {
        int most = Integer.getInteger("faults.cuts", kind.sample(200));
        int frameBoundaries = Integer.getInteger("faults.frames", kind.sample(12));
        List<Cut> plan = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            for (Fault fault : Fault.values()) {
                for (int frames = 0; frames < frameBoundaries; frames++) {
                    plan.add(new Cut(direction, Unit.FRAMES, frames, fault));
                }
            }
        }
        Random random = new Random(seed);
        for (int i = 0; i < most; i++) {
            Direction direction = Direction.values()[random.nextInt(2)];
            int furthest = direction == Direction.TO_CLIENT ? MOST_BYTES_TO_CLIENT : MOST_BYTES_TO_SERVER;
            // Each stall costs the time until silence is noticed: the fewer of them, the more of the others.
            Fault fault = random.nextInt(10) == 0 ? Fault.STALL : Fault.values()[random.nextInt(3)];
            plan.add(new Cut(direction, Unit.BYTES, random.nextInt(furthest), fault));
        }
        return plan;
    }
}
