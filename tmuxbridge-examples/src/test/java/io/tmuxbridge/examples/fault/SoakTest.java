package io.tmuxbridge.examples.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.testkit.FaultProxy;
import io.tmuxbridge.testkit.FaultProxy.Cut;
import io.tmuxbridge.testkit.FaultProxy.Direction;
import io.tmuxbridge.testkit.FaultProxy.Fault;
import io.tmuxbridge.testkit.FaultProxy.Unit;
import io.tmuxbridge.testkit.TmuxServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Many sessions with programs of all kinds, and viewers that join, leave, type, resize, drop and stall at random. At
 * the end every viewer shows what tmux shows, and nothing is left of those that went. {@code -Dfaults.soak.seconds=1800
 * -Dfaults.soak.sessions=50} is the long one.
 */
@Execution(ExecutionMode.CONCURRENT)
class SoakTest {

    private static final int SECONDS = Integer.getInteger("faults.soak.seconds", 15);
    private static final int SESSIONS = Integer.getInteger("faults.soak.sessions", 8);
    private static final int CALM_SECONDS = 30;
    /** Many viewers on a machine that is busy: who gives a line up too soon makes it busier. */
    private static final int SILENCE_MILLIS = 700;
    /** Bytes after which a connection breaks: each order of magnitude between them is as likely. */
    private static final double SOONEST = 200;

    private static final double LATEST = 1_000_000;

    /** Each prints for ever, or answers keys, and stands still when a file appears. */
    private static final List<String> PROGRAMS = List.of(
            "cat",
            "i=0; until test -e STOP; do i=$((i+1)); echo \"line $i of many\"; sleep 0.2; done; exec cat",
            "until test -e STOP; do printf '\\033[%d;%dH\\033[3%dm*' $((RANDOM_ % 20 + 1)) 7 4; sleep 0.1; done; exec cat",
            "until test -e STOP; do printf '\\033[?1049h\\033[2J\\033[5;5Hother screen'; sleep 0.3; "
                    + "printf '\\033[?1049l'; echo back; sleep 0.3; done; exec cat",
            "until test -e STOP; do seq 1 400; sleep 1; done; exec cat",
            "top -d 3",
            "exec less /etc/passwd",
            "until test -e STOP; do printf 'h\\303\\251llo w\\303\\266rld \\344\\270\\255\\346\\226\\207\\r\\n'; sleep 0.2; done; exec cat");

    private final Random random = new Random(Long.getLong("faults.seed", 1));
    private final List<SteadyClient> viewers = new ArrayList<>();
    private final List<ScreenCopy> screens = new ArrayList<>();
    private final List<String> sessions = new ArrayList<>();
    /** What those saw who have left before the end. */
    private final List<String> violationsOfOthers = new ArrayList<>();

    @TempDir
    private Path directory;

    @Test
    @Timeout(7200)
    void everyViewerEqualsTmuxAndNothingIsLeft() throws Exception {
        try (TmuxServer tmux = TmuxServer.create()) {
            Path stop = directory.resolve("stop");
            for (int i = 0; i < SESSIONS; i++) {
                String program = PROGRAMS.get(i % PROGRAMS.size())
                        .replace("STOP", stop.toString())
                        .replace("RANDOM_", String.valueOf(7 + i));
                tmux.newSession("soak" + i, 80, 24, "sh", "-c", program);
            }
            try (LaunchedServer server = new LaunchedServer(tmux, directory, "--no-rehearsal");
                    FaultProxy proxy = FaultProxy.to(server.port(), plan())) {
                ServerFootprint footprint = new ServerFootprint(server.pid());
                for (int i = 0; i < SESSIONS; i++) {
                    join(proxy, "soak" + i);
                }
                awaitRight();
                ServerFootprint.Figures before = footprint.now();
                long until = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
                while (System.nanoTime() < until) {
                    somethingHappens(proxy);
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
                Files.createFile(stop);
                awaitRight();
                compare(tmux);
                int count = viewers.size();
                // Who has no line just now leaves without a word, and its pane is followed for a minute more.
                awaitRight();
                ServerFootprint.Figures after = footprint.now();
                viewers.forEach(SteadyClient::leave);
                Figures.report(
                        "soak of %d s, %d sessions, %d viewers, %d cuts: before %s, after %s; %s",
                        SECONDS,
                        SESSIONS,
                        count,
                        proxy.cuts(),
                        before,
                        after,
                        Figures.of(viewers.stream()
                                .flatMap(each -> each.nanosToRight().stream())
                                .toList()));
                viewers.forEach(each -> assertThat(each.violations()).isEmpty());
                assertThat(violationsOfOthers).isEmpty();
                assertThat(after.heap())
                        .as("what lives on the heap grows by no more than the logs of the panes and some viewers")
                        .isLessThanOrEqualTo(before.heap() + SESSIONS + 16);
                assertThat(after.megabytes())
                        .as("memory grows by no more than the logs of the panes and some slack")
                        .isLessThan(before.megabytes() + 2L * SESSIONS + 64);
                proxy.close();
                await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
                    assertThat(tmux.tmux("list-clients")).as("tmux clients").isEmpty();
                    ServerFootprint.Figures end = footprint.now();
                    assertThat(end.children()).isZero();
                    assertThat(end.heap()).isLessThanOrEqualTo(before.heap() + 8);
                    assertThat(end.threads()).isLessThanOrEqualTo(before.threads());
                    assertThat(end.files()).isLessThanOrEqualTo(before.files());
                });
            }
        }
    }

    private void somethingHappens(FaultProxy proxy) {
        int which = random.nextInt(viewers.size());
        SteadyClient viewer = viewers.get(which);
        switch (random.nextInt(8)) {
            case 0 -> viewer.drop();
            case 1 -> viewer.resize(40 + random.nextInt(100), 10 + random.nextInt(40));
            case 2 -> {
                if (viewers.size() < SESSIONS * 3) {
                    join(proxy, "soak" + random.nextInt(SESSIONS));
                }
            }
            case 3 -> {
                // Who is cut off cannot say goodbye, and its pane is followed for a minute more: drop() is for those.
                if (viewers.size() > SESSIONS && viewer.isRight()) {
                    viewer.leave();
                    violationsOfOthers.addAll(viewer.violations());
                    viewers.remove(which);
                    screens.remove(which);
                    sessions.remove(which);
                }
            }
            default -> viewer.type("x\r".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void join(FaultProxy proxy, String session) {
        ScreenCopy screen = new ScreenCopy();
        screens.add(screen);
        sessions.add(session);
        viewers.add(new SteadyClient(proxy::port, session, "", screen, SILENCE_MILLIS).start());
    }

    private void awaitRight() {
        await().atMost(Duration.ofSeconds(CALM_SECONDS))
                .untilAsserted(() -> assertThat(viewers.stream().filter(each -> !each.isRight()))
                        .isEmpty());
    }

    private void compare(TmuxServer tmux) {
        for (int i = 0; i < viewers.size(); i++) {
            ScreenCopy screen = screens.get(i);
            String session = sessions.get(i);
            SteadyClient viewer = viewers.get(i);
            await().atMost(Duration.ofSeconds(CALM_SECONDS))
                    .untilAsserted(() -> assertThat(screen.text())
                            .as("viewer of %s: %s", session, viewer)
                            .isEqualTo(tmux.tmux("capture-pane", "-p", "-t", session)
                                    .stripTrailing()));
        }
    }

    /**
     * Every kind of break, some at once and some after a long while: a viewer of a quiet pane may never come to its
     * one.
     */
    private List<Cut> plan() {
        List<Cut> plan = new ArrayList<>();
        for (int i = 0; i < SECONDS * SESSIONS; i++) {
            Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
            plan.add(new Cut(
                    Direction.TO_CLIENT,
                    Unit.BYTES,
                    (long) (SOONEST * Math.pow(LATEST / SOONEST, random.nextDouble())),
                    fault));
        }
        return plan;
    }
}
