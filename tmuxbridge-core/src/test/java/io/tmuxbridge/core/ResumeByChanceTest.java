package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.access.Redaction;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.access.UnownedSessions;
import io.tmuxbridge.core.stream.FloodThresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program prints in bursts and reads lines, while viewers of all kinds are cut off at random moments and come back:
 * what they got at an offset is what a witness got there who was never cut off, nothing is missing without a word, what
 * they typed is applied once, and in the end all show what tmux has. {@code -Dfaults.last} says how many courses,
 * {@code -Dfaults.seed} the first of their seeds.
 */
@Tag("slow")
@ResourceLock(FloodingPane.MACHINE)
class ResumeByChanceTest {

    private static final Logger LOG = LoggerFactory.getLogger(ResumeByChanceTest.class);
    private static final int COURSES = Integer.getInteger("faults.last", 1);
    private static final long SEED = Long.getLong("faults.seed", 7);
    private static final int EASY_FLOOD = 256 * 1024;
    private static final int NO_FLOOD = Integer.MAX_VALUE;
    private static final int ALL = 1 << 24;
    private static final Pattern NUMBER = Pattern.compile("L(\\d{8})");
    private static final String END = "that was all";
    private static final String SECRET = "password=Xyzzy";

    @TempDir
    private Path place;

    @Test
    void whoComesBackGetsWhatAWitnessGot() throws Exception {
        Courses.complete(COURSES, SEED, this::isComplete);
    }

    private boolean isComplete(long seed) throws IOException {
        Random random = new Random(seed);
        Setting setting = Setting.by(random);
        try (AccessFixture fixture = new AccessFixture(setting::of)) {
            Course course = new Course(fixture, setting, random, place.resolve("lines" + seed));
            try {
                course.run();
                return true;
            } catch (AssertionError | RuntimeException e) {
                if (SessionsByChanceTest.hasDied(fixture.server)) {
                    LOG.warn("tmux died: {}", course);
                    return false;
                }
                throw new AssertionError("with -Dfaults.seed=" + seed + ", " + course + "; " + fixture.metrics, e);
            }
        }
    }

    /**
     * What holds for a course.
     *
     * @param pipe bytes a second from which on a pane comes through a pipe
     * @param screens whether screens are sent of what comes through it, and no witness gets every byte
     * @param mixed whether there are viewers who may skip and others who may not
     * @param linger how long who is cut off is remembered: longer than anybody stays away, or not
     * @param ours whether the session is the bridge's own, of which nothing is missing whoever is killed
     */
    private record Setting(int pipe, boolean screens, boolean mixed, Duration linger, boolean ours) {

        static Setting by(Random random) {
            boolean screens = random.nextInt(4) == 0;
            return new Setting(
                    !screens && random.nextInt(3) == 0 ? NO_FLOOD : EASY_FLOOD,
                    screens,
                    random.nextBoolean(),
                    Duration.ofMillis(random.nextInt(4) == 0 ? 200 : 60_000),
                    random.nextBoolean());
        }

        BridgeBuilder of(BridgeBuilder builder) {
            return AccessFixture.HURRIED
                    .apply(builder)
                    .redaction(Redaction.from(Role.VIEWER))
                    .unownedSessions(UnownedSessions.READ)
                    .limits(BridgeLimits.DEFAULTS.withLinger(linger))
                    .floods(FloodThresholds.DEFAULTS.withPipe(pipe).withScreens(screens ? pipe : NO_FLOOD));
        }

        boolean forgets() {
            return linger.toSeconds() == 0;
        }

        String delivery(Random random) {
            return screens || mixed && random.nextBoolean() ? "fresh" : "lossless";
        }
    }

    /** One session, from its begin until all have come back and nothing moves any more. */
    private static final class Course {
        private final AccessFixture fixture;
        private final Random random;
        private final Path lines;
        private final Story story = new Story();
        private final CutViewer witness;
        private final CutViewer maskedWitness;
        private final Setting setting;
        private final WitnessedBytes clear;
        private final WitnessedBytes masked;
        private final List<Cut> viewers = new ArrayList<>();
        private int disturbances;
        private long total;
        private boolean killed;
        private boolean ended;

        Course(AccessFixture fixture, Setting setting, Random random, Path lines) {
            this.fixture = fixture;
            this.setting = setting;
            this.random = random;
            this.lines = lines;
            clear = new WitnessedBytes(!setting.screens());
            masked = new WitnessedBytes(!setting.screens());
            witness = uncut("witness", "root admin");
            maskedWitness = uncut("masked", "eve viewer");
            disturbances = 20 + random.nextInt(60);
            for (int i = 0; i < 5; i++) {
                boolean writes = i < 2;
                boolean sees = writes || random.nextBoolean();
                CutViewer.Kind kind = new CutViewer.Kind(
                        "viewer" + i,
                        sees ? "root admin" : "eve viewer",
                        random.nextBoolean(),
                        setting.delivery(random),
                        writes ? "write" : "read");
                viewers.add(new Cut(new CutViewer(fixture, kind, setting.forgets())));
            }
        }

        private CutViewer uncut(String name, String token) {
            String delivery = setting.screens() ? "fresh" : "lossless";
            return new CutViewer(fixture, new CutViewer.Kind(name, token, true, delivery, "read"), setting.forgets());
        }

        void run() throws IOException {
            Files.createFile(lines);
            Path program = Files.writeString(lines.resolveSibling(lines.getFileName() + ".pl"), program());
            fixture.server.newSession("keep", 80, 24, "cat");
            begins("perl", program.toString(), lines.toString());
            witness.connects(false);
            maskedWitness.connects(false);
            viewers.forEach(each -> each.viewer.connects(false));
            goesOnUntil(() -> witness.position() >= 0 && maskedWitness.position() >= 0);
            Files.createFile(lines.resolveSibling(lines.getFileName() + ".go"));
            while (disturbances > 0) {
                something();
                step();
            }
            story.note("rest");
            goesOnUntil(this::isAtRest);
            everybodyShowsWhatTmuxHas();
            noNumberIsMissing();
            List<String> applied = Files.readAllLines(lines);
            viewers.forEach(each -> each.viewer.typing.isAppliedOnce(applied));
        }

        private void begins(String... command) {
            if (setting.ours()) {
                fixture.bridge
                        .sessions()
                        .create(SessionSpec.builder().name("s").command(command).build());
            } else {
                fixture.server.newSession("s", 80, 24, command);
            }
        }

        /**
         * Where others may skip nobody waits for who may not, not for a witness either: it comes back, and what it has
         * missed nobody witnessed.
         */
        private void witnesses(CutViewer one, WitnessedBytes bytes) {
            one.reads(ALL);
            one.isWitness(bytes);
            if (one.isTurnedAway()) {
                assertThat(viewers).as("%s is turned away", one).anyMatch(each -> !each.isLossless());
                story.note(one.kind.name() + " is turned away");
                bytes.mayHaveHoles();
                one.cut().run();
                one.connects(false);
            }
        }

        private void goesOnUntil(BooleanSupplier done) {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!done.getAsBoolean()) {
                assertThat(System.nanoTime()).as("still not at rest").isLessThan(until);
                step();
            }
        }

        private void step() {
            await().pollDelay(Duration.ofMillis(5)).until(() -> true);
            witnesses(witness, clear);
            witnesses(maskedWitness, masked);
            // What is typed behind it may scroll it away.
            ended = ended || String.join("\n", witness.rows()).contains(END);
            viewers.forEach(Cut::goesOn);
        }

        private String program() {
            StringBuilder text = new StringBuilder("$| = 1; binmode STDOUT; my $n = 0;\n")
                    .append("my @words = ('plain', 'größer 日本語', '")
                    .append(SECRET)
                    .append("', 'x' x 70, \"\\e[4mlined\\e[m tab\", \"\\e7\\e[3;10H\\e8there\");\n")
                    .append("sub burst { for (1 .. $_[0]) { $n++; printf \"L%08d \\e[3%dm%s\\e[m\\n\", $n, $n % 8,")
                    .append(" $words[$n % 6] . ($n % 6 == 2 ? $n . 'Q' x 10 : ''); } }\n")
                    .append("sub nap { select(undef, undef, undef, $_[0]); }\n")
                    .append("if (fork() == 0) {\n  nap(0.01) until -e \"$ARGV[0].go\";\n");
            int bursts = 1 + random.nextInt(12);
            for (int i = 0; i < bursts; i++) {
                int size = random.nextInt(3) == 0 ? 1_000 + random.nextInt(60_000) : 1 + random.nextInt(200);
                total += size;
                text.append("  burst(")
                        .append(size)
                        .append("); nap(")
                        .append(random.nextInt(10) / 10.0)
                        .append(");\n");
            }
            story.note(total + " lines in " + bursts + " bursts");
            return text.append("  print \"")
                    .append(END)
                    .append("\\n\"; exit;\n}\n")
                    .append("open(F, '>>', $ARGV[0]); select((select(F), $| = 1)[0]);\n")
                    .append("while (<STDIN>) { print F $_; }\n")
                    .toString();
        }

        private void something() {
            Cut one = viewers.get(random.nextInt(viewers.size()));
            int what = random.nextInt(24);
            disturbances -= what < 9 ? 1 : 0;
            switch (what) {
                case 0, 1, 2 -> one.isCut(random.nextInt(3) == 0 ? random.nextInt(3_000) : random.nextInt(60));
                case 3 -> one.rests(random.nextInt(2_000));
                case 4 -> one.holds(random.nextInt(2_000));
                case 5 -> one.isCut(0);
                case 6 -> one.refreshes();
                case 7 -> viewers.get(random.nextInt(2)).resizes(78 + random.nextInt(8), 22 + random.nextInt(4));
                case 8 -> {
                    if ((!killed || setting.ours()) && random.nextInt(8) == 0) {
                        losesItsClient();
                    }
                }
                case 9, 10, 11 -> viewers.get(random.nextInt(2)).types();
                default -> {
                    // the others go on
                }
            }
        }

        private void losesItsClient() {
            story.note("the client of tmux is killed");
            killed = true;
            fixture.server
                    .tmux("list-clients", "-t", "s", "-F", "#{client_pid}")
                    .lines()
                    .findFirst()
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }

        private boolean isAtRest() {
            return viewers.stream().allMatch(Cut::isAtRest)
                    && witness.isConnected()
                    && maskedWitness.isConnected()
                    && witness.position() == maskedWitness.position()
                    && viewers.stream().allMatch(each -> each.viewer.position() == witness.position())
                    && ended;
        }

        /** Who came back last may have brought another size, which all have to come to. */
        private void everybodyShowsWhatTmuxHas() {
            CutViewer late = uncut("late", "root admin");
            late.connects(false);
            await().atMost(FloodingPane.LONG).untilAsserted(() -> {
                step();
                late.reads(ALL);
                List<String> screen = fixture.server
                        .tmux("capture-pane", "-p", "-t", "s")
                        .lines()
                        .map(String::stripTrailing)
                        .toList();
                assertThat(witness.rows()).as("the witness's screen").startsWith(screen.toArray(String[]::new));
                assertThat(late.position()).as("who comes late").isEqualTo(witness.position());
                assertThat(late.hash()).as("who comes late").isEqualTo(witness.hash());
                for (Cut each : viewers) {
                    assertThat(each.viewer.hash())
                            .as("what %s shows: %s", each, each.viewer.rows())
                            .isEqualTo(each.masks() ? maskedWitness.hash() : witness.hash());
                }
            });
            assertThat(masked.text()).doesNotContain(SECRET);
            assertThat(fixture.metrics.count("stream.verify.differences"))
                    .as("differences")
                    .isZero();
        }

        /** Unless it was told that something is, of others' sessions, or nobody witnessed all of it. */
        private void noNumberIsMissing() {
            if (witness.isToldOfGaps() && !setting.ours() || !clear.isWhole()) {
                return;
            }
            Matcher matcher = NUMBER.matcher(clear.text());
            for (long number = 1; number <= total; number++) {
                assertThat(matcher.find() ? Long.parseLong(matcher.group(1)) : 0)
                        .as("the next number")
                        .isEqualTo(number);
            }
        }

        @Override
        public String toString() {
            return setting + " " + story + " " + witness + maskedWitness + viewers;
        }

        /** A viewer, and what is done to it. */
        private final class Cut {
            private final CutViewer viewer;
            private long awayUntil;
            private long restsUntil;
            private long heldUntil;
            private boolean held;
            private Runnable notice = () -> {};

            Cut(CutViewer viewer) {
                this.viewer = viewer;
            }

            void isCut(int millis) {
                if (viewer.isCut()) {
                    return;
                }
                viewer.reads(random.nextInt(20));
                boolean late = random.nextInt(4) == 0;
                story.note(viewer.kind.name() + " is cut for " + millis + " at " + viewer.position()
                        + (late ? ", unnoticed" : ""));
                held = false;
                notice = viewer.cut();
                if (!late) {
                    noticed();
                }
                awayUntil = in(millis);
            }

            private void noticed() {
                notice.run();
                notice = () -> {};
            }

            void rests(int millis) {
                story.note(viewer.kind.name() + " rests " + millis);
                restsUntil = in(millis);
            }

            void holds(int millis) {
                if (!viewer.isCut()) {
                    story.note(viewer.kind.name() + " is held " + millis);
                    held = true;
                    viewer.holds();
                    heldUntil = in(millis);
                }
            }

            void refreshes() {
                if (viewer.isConnected()) {
                    story.note(viewer.kind.name() + " refreshes");
                    viewer.tells("refresh", "");
                }
            }

            void resizes(int cols, int rows) {
                if (viewer.isConnected()) {
                    story.note(viewer.kind.name() + " resizes to " + cols + "x" + rows);
                    viewer.resizes(cols, rows);
                }
            }

            void types() {
                if (viewer.isConnected()) {
                    viewer.types();
                }
            }

            void goesOn() {
                if (held && passed(heldUntil)) {
                    held = false;
                    viewer.goesOn();
                }
                if (viewer.isTurnedAway()) {
                    assertThat(viewer.closeCode())
                            .as(viewer + " is turned away")
                            .isIn(0, 4413);
                    story.note(viewer.kind.name() + " is turned away");
                    notice = viewer.cut();
                    noticed();
                    held = false;
                    awayUntil = in(0);
                }
                if (viewer.isCut() && passed(awayUntil)) {
                    boolean anew = !setting.forgets() && random.nextInt(8) == 0;
                    story.note(viewer.kind.name() + (anew ? " comes anew" : " resumes"));
                    viewer.connects(anew);
                    noticed();
                }
                if (passed(restsUntil)) {
                    viewer.reads(ALL);
                    if (viewer.isConnected()) {
                        viewer.acknowledges();
                    }
                }
                viewer.isCompared(masks() ? masked : clear);
            }

            boolean masks() {
                return viewer.kind.token().startsWith("eve");
            }

            boolean isLossless() {
                return viewer.kind.delivery().equals("lossless");
            }

            boolean isAtRest() {
                return !held && viewer.isConnected() && viewer.typing.isSettled();
            }

            private long in(int millis) {
                return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            }

            private boolean passed(long time) {
                return System.nanoTime() - time >= 0;
            }

            @Override
            public String toString() {
                return viewer.toString();
            }
        }
    }
}
