package io.tmuxbridge.examples.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tmuxbridge.testkit.TmuxServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The server is killed as nothing can be caught while lines and keys are under way, and started again: every viewer
 * comes back right, and a key that did not arrive was told. {@code -Dfaults.kills=50} makes it as many kills.
 */
class KilledServerTest {

    private static final int UNACKNOWLEDGED = 100;
    private static final int HISTORY = 2000;
    /** For each kill: so many go unacknowledged before it, after which the typist waits for the next server. */
    private static final long LEAST_KEYS = 100;

    private final AtomicBoolean typing = new AtomicBoolean(true);
    private final AtomicLong typed = new AtomicLong();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(FaultClient.Kind.class)
    @Timeout(1800)
    void everyViewerComesBackRightAndNoKeyDisappearsSilently(FaultClient.Kind kind) throws Exception {
        assumeTrue(kind.wanted());
        int kills = Integer.getInteger("faults.kills", kind.sample(3));
        Random random = new Random(Long.getLong("faults.seed", 1));
        try (TmuxServer tmux = TmuxServer.create()) {
            NumberedProgram program = new NumberedProgram(tmux, "kill", directory, 1, "0.04");
            List<NumberedLines> screens = List.of(new NumberedLines(), new NumberedLines(), new NumberedLines());
            List<FaultClient> clients = new ArrayList<>();
            try (LaunchedServer server = new LaunchedServer(tmux, directory, "--no-rehearsal")) {
                for (NumberedLines screen : screens) {
                    clients.add(kind.start(server.port(), "kill", HISTORY, !clients.isEmpty(), screen));
                }
                awaitRight(clients);
                program.begin();
                FutureTask<Long> typist = typist(clients.get(0));
                for (int i = 0; i < kills; i++) {
                    LockSupport.parkNanos(
                            Duration.ofMillis(100 + random.nextInt(300)).toNanos());
                    server.killAndRestart();
                    awaitRight(clients);
                }
                typing.set(false);
                assertThat(typist.get(30, TimeUnit.SECONDS)).as("keys").isGreaterThanOrEqualTo(LEAST_KEYS * kills);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> clients.get(0).unacknowledged() == 0);
                program.end();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> screens.stream().allMatch(screen -> screen.end() >= 0));
                check(kind + ": " + kills, program, clients, screens);
            } finally {
                typing.set(false);
                clients.forEach(FaultClient::close);
            }
        }
    }

    private void check(String what, NumberedProgram program, List<FaultClient> clients, List<NumberedLines> screens)
            throws Exception {
        List<Long> arrived = program.keys();
        Set<Long> told = new HashSet<>();
        for (byte[] key : clients.get(0).notSent()) {
            String text = new String(key, StandardCharsets.US_ASCII);
            told.add(Long.parseLong(text.substring(1, text.length() - 1)));
        }
        Set<Long> missing = new HashSet<>();
        for (long key = 1; key <= typed.get(); key++) {
            missing.add(key);
        }
        arrived.forEach(missing::remove);
        Figures.report(
                "%s kills: %d lines, %d keys, %d told as not sent of which %d did not arrive; %s",
                what,
                screens.get(0).last(),
                typed.get(),
                told.size(),
                missing.size(),
                Figures.of(clients.stream()
                        .flatMap(client -> client.nanosToRight().stream())
                        .toList()));
        assertThat(arrived).as("keys in order, none twice").isSorted().doesNotHaveDuplicates();
        assertThat(told).as("what did not arrive was told").containsAll(missing);
        for (int i = 0; i < clients.size(); i++) {
            assertThat(clients.get(i).violations()).isEmpty();
            assertThat(screens.get(i).strange()).isEmpty();
            assertThat(screens.get(i).lost()).as("lines lost").isZero();
            assertThat(screens.get(i).repeated()).as("lines repeated").isZero();
            assertThat(screens.get(i).last()).isEqualTo(screens.get(i).end());
        }
    }

    private FutureTask<Long> typist(FaultClient client) {
        FutureTask<Long> typist = new FutureTask<>(() -> type(client));
        Thread thread = new Thread(typist, "typist");
        thread.setDaemon(true);
        thread.start();
        return typist;
    }

    /** Returns how many keys it has typed. */
    private long type(FaultClient client) {
        while (typing.get()) {
            if (client.unacknowledged() < UNACKNOWLEDGED) {
                client.type(NumberedProgram.key(typed.incrementAndGet()));
            }
            LockSupport.parkNanos(1_000_000);
        }
        return typed.get();
    }

    private static void awaitRight(List<FaultClient> clients) {
        await().atMost(Duration.ofSeconds(30)).until(() -> clients.stream().allMatch(FaultClient::isRight));
    }
}
