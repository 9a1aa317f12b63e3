package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.testkit.Signals;
import io.tmuxbridge.testkit.TmuxServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions of two tmux servers, made by a bridge and by others, in which windows and panes come, go, move and change
 * their sizes and names, while viewers come, go, resize and type, servers stand still and control clients are killed:
 * in the end viewers have been told how things are, see what tmux shows, and nothing is left of those who leave.
 * {@code -Dfaults.last} says how many courses, {@code -Dfaults.seed} the first of their seeds.
 */
@Tag("slow")
@Isolated
class SessionsByChanceTest {

    private static final Logger LOG = LoggerFactory.getLogger(SessionsByChanceTest.class);
    private static final int COURSES = Integer.getInteger("faults.last", 1);
    private static final long SEED = Long.getLong("faults.seed", 7);
    private static final int SERVERS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Shows what is typed, and floods when it is told to. */
    private static final String PROGRAM = "while read x; do case $x in flood) seq 300000;; esac; done";

    /** So many of the ways to move something bring a window to another session. */
    private static final int LINKS = 3;

    private static final String PLACE = "#{session_id} #{window_id} #{pane_id}";

    private long files = Long.MAX_VALUE;

    @Test
    void viewersKnowHowThingsAreAndNothingIsLeftOfThem() throws Exception {
        Courses.complete(COURSES, SEED, seed -> {
            boolean complete = isComplete(seed);
            patiently().untilAsserted(() -> {
                assertThat(Leftovers.threads("tmuxbridge-")).isZero();
                assertThat(Leftovers.openFiles()).isLessThanOrEqualTo(files);
            });
            files = Leftovers.openFiles(); // the first course opens those of the classes, too
            return complete;
        });
    }

    private boolean isComplete(long seed) {
        try (BridgeFixture fixture = BridgeFixture.spreadAndEasilyFlooded(SERVERS)) {
            Course course = new Course(fixture, new Random(seed));
            try {
                course.run();
                return true;
            } catch (AssertionError | RuntimeException e) {
                if (course.tmuxDied()) {
                    LOG.warn("tmux died: {}", course);
                    return false;
                }
                throw new AssertionError("with -Dfaults.seed=" + seed + ", " + course + "; " + fixture.metrics, e);
            }
        }
    }

    /**
     * tmux 3.3a does when others make or end a session or a window, or a client ends, in the moment in which one comes.
     * What only waits to be collected has no command any more.
     */
    static boolean hasDied(TmuxServer server) {
        return ProcessHandle.of(server.pid())
                .flatMap(process -> process.info().command())
                .isEmpty();
    }

    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20));
    }

    /** A pane somewhere, in tmux's own ids. */
    private record Place(int server, String session, String window, String pane) {

        /** The same id as the bridge says it. */
        String named(String id) {
            return id.charAt(0) + Integer.toString(10 + server) + id.substring(1);
        }
    }

    /** Some sessions, from their begin until nobody views them any more. */
    private static final class Course {
        private final BridgeFixture fixture;
        private final Random random;
        private final BridgeFixture.Client maker;
        private final List<Onlooker> onlookers = new ArrayList<>();
        private final Story story = new Story();
        private final Set<String> moved = new TreeSet<>();
        private final long children = Leftovers.children();
        private int names;

        Course(BridgeFixture fixture, Random random) {
            this.fixture = fixture;
            this.random = random;
            for (int i = 0; i < SERVERS; i++) {
                server(i).newSession("keep" + i, 80, 24, "cat");
                server(i).tmux("set-option", "-g", "default-command", PROGRAM);
            }
            this.maker = fixture.client();
        }

        void run() {
            for (int i = 0; i < 4; i++) {
                sessionComes();
                viewerComes();
            }
            for (int left = 30 + random.nextInt(50); left > 0; left--) {
                something();
                int pause = random.nextInt(3) == 0 ? random.nextInt(200) : 5;
                await().pollDelay(Duration.ofMillis(pause)).until(() -> true);
                onlookers.forEach(Onlooker::reads);
            }
            story.note("rest");
            allAreAnswered();
            theListIsThatOfTmux();
            onlookers.forEach(this::knowsHowThingsAre);
            onlookers.stream().filter(Onlooker::isThere).forEach(this::hasTheSizeThatItTypesFor);
            if (random.nextBoolean()) {
                story.note("all leave");
                onlookers.forEach(Onlooker::leaves);
                patiently().untilAsserted(this::windowsAreAsTheyWere);
            } else {
                story.note("the bridge ends");
                fixture.bridge.close();
            }
            patiently().untilAsserted(this::nothingIsLeft);
        }

        private void allAreAnswered() {
            patiently().until(() -> {
                onlookers.forEach(Onlooker::reads);
                return onlookers.stream().allMatch(Onlooker::isAnswered);
            });
        }

        private TmuxServer server(int number) {
            return fixture.server(number);
        }

        boolean tmuxDied() {
            return IntStream.range(0, SERVERS).anyMatch(i -> hasDied(server(i)));
        }

        private void something() {
            if (everywhere().isEmpty()) {
                sessionComes();
                return;
            }
            switch (random.nextInt(19)) {
                case 0 -> sessionComes();
                case 1, 2 -> viewerComes();
                case 3 -> one().leaves();
                case 4, 5 -> {
                    Onlooker one = one();
                    int cols = 60 + random.nextInt(60);
                    int rows = 15 + random.nextInt(20);
                    story.note(one.name + " resizes to " + cols + "x" + rows);
                    one.resizes(cols, rows);
                }
                case 6 -> one().types(random.nextBoolean() ? "flood\\r" : "typed\\r");
                case 7 -> at("new-window", "-d", "-t", "SESSION:");
                case 8, 9 -> at("split-window", "-d", random.nextBoolean() ? "-h" : "-v", "-t", "PANE");
                case 10 -> at("kill-pane", "-t", "PANE");
                case 11 -> at(random.nextBoolean() ? "kill-window" : "select-window", "-t", "WINDOW");
                case 12 -> renames();
                case 13 -> moves();
                case 14 -> at("resize-pane", "-t", "PANE", random.nextBoolean() ? "-L" : "-U", "3");
                case 15 -> standsStill();
                case 16 -> losesAClient();
                case 17 -> theBridgeChanges();
                default -> at("rotate-window", "-t", "WINDOW");
            }
        }

        private Onlooker one() {
            return onlookers.get(random.nextInt(onlookers.size()));
        }

        private void sessionComes() {
            String name = "s" + names++;
            if (random.nextBoolean()) {
                story.note("the bridge makes " + name);
                maker.ask(
                        "session.create",
                        "{'name':'" + name + "','cols':80,'rows':24,'command':['sh','-c','" + PROGRAM + "']}");
            } else {
                int server = random.nextInt(SERVERS);
                story.note(name + " comes at " + server);
                allAreAnswered();
                server(server).newSession(name, 80, 24, "sh", "-c", PROGRAM);
            }
        }

        private void viewerComes() {
            Place place = somewhere();
            String name = "viewer" + onlookers.size();
            story.note(name + " comes to " + place);
            onlookers.add(new Onlooker(
                    fixture,
                    name,
                    place.named(place.session()),
                    place.named(place.pane()),
                    60 + random.nextInt(60),
                    15 + random.nextInt(20),
                    random.nextBoolean() ? "fresh" : "lossless"));
        }

        private void theBridgeChanges() {
            Place place = somewhere();
            String pane = "{'paneId':'" + place.named(place.pane()) + "'";
            switch (random.nextInt(6)) {
                case 0 -> asks("window.create", "{'sessionId':'" + place.named(place.session()) + "'}");
                case 1 -> asks("pane.split", pane + ",'direction':'vertical'}");
                case 2 -> asks("pane.split", pane + "}");
                case 3 -> asks("pane.kill", pane + "}");
                case 4 -> asks("pane.zoom", pane + "}");
                default ->
                    asks(
                            "session.rename",
                            "{'sessionId':'" + place.named(place.session()) + "','name':'n" + names++ + "'}");
            }
        }

        private void asks(String method, String params) {
            story.note(method + " " + params + " " + maker.outcome(method, params));
        }

        private void renames() {
            String name = "n" + names++;
            if (random.nextInt(4) == 0) {
                killsASession();
            } else if (random.nextBoolean()) {
                at("rename-window", "-t", "WINDOW", name);
            } else {
                at("rename-session", "-t", "SESSION", name);
            }
        }

        private void killsASession() {
            Place place = somewhere();
            if (random.nextBoolean()) {
                asks("session.kill", "{'sessionId':'" + place.named(place.session()) + "'}");
            } else {
                allAreAnswered();
                run(place.server(), "kill-session", "-t", place.session());
            }
        }

        private void moves() {
            Place from = somewhere();
            List<Place> all = places(from.server());
            Place to = all.get(random.nextInt(all.size()));
            all.stream()
                    .filter(each -> List.of(from.window(), to.window()).contains(each.window()))
                    .forEach(each -> moved.add(each.named(each.pane())));
            int what = random.nextInt(7);
            if (what < LINKS && all.stream().anyMatch(each -> twice(each, from, to))) {
                return;
            }
            switch (what) {
                case 0 -> run(from.server(), "link-window", "-d", "-s", from.window(), "-t", to.session() + ":");
                case 1 -> run(from.server(), "move-window", "-d", "-s", from.window(), "-t", to.session() + ":");
                case 2 -> run(from.server(), "swap-window", "-d", "-s", from.window(), "-t", to.window());
                case 3 -> run(from.server(), "unlink-window", "-t", from.session() + ":" + from.window());
                case 4 -> run(from.server(), "join-pane", "-d", "-s", from.pane(), "-t", to.pane());
                case 5 -> run(from.server(), "swap-pane", "-d", "-s", from.pane(), "-t", to.pane());
                default -> run(from.server(), "break-pane", "-d", "-s", from.pane(), "-t", to.session() + ":");
            }
        }

        /**
         * Whether a window would be in a session twice: when its last pane ends then, and nothing else is in that
         * session, tmux 3.3a tells control clients of the next window of a session that is gone, and dies of it.
         */
        private static boolean twice(Place each, Place from, Place to) {
            boolean there = each.session().equals(to.session()) && each.window().equals(from.window());
            boolean back =
                    each.session().equals(from.session()) && each.window().equals(to.window());
            return there || back;
        }

        /** While it does nobody can ask it anything. */
        private void standsStill() {
            if (random.nextInt(3) > 0) {
                return;
            }
            int server = random.nextInt(SERVERS);
            story.note("server " + server + " stands still");
            Signals.send("STOP", server(server).pid());
            try {
                for (int i = 0; i < 10; i++) {
                    await().pollDelay(Duration.ofMillis(100)).until(() -> true);
                    if (random.nextBoolean()) {
                        one().types("late\\r");
                    } else {
                        one().resizes(60 + random.nextInt(60), 15 + random.nextInt(20));
                    }
                }
            } finally {
                Signals.send("CONT", server(server).pid());
            }
        }

        private void losesAClient() {
            int server = random.nextInt(SERVERS);
            List<String> clients = server(server)
                    .tmux("list-clients", "-F", "#{client_pid}")
                    .lines()
                    .toList();
            if (!clients.isEmpty()) {
                String pid = clients.get(random.nextInt(clients.size()));
                story.note("server " + server + " loses client " + pid);
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
            }
        }

        private void at(String... words) {
            Place place = somewhere();
            run(
                    place.server(),
                    IntStream.range(0, words.length)
                            .mapToObj(i -> words[i].replace("SESSION", place.session())
                                    .replace("WINDOW", place.window())
                                    .replace("PANE", place.pane()))
                            .toArray(String[]::new));
        }

        private void run(int server, String... words) {
            story.note(server + ": " + String.join(" ", words));
            try {
                server(server).tmux(words);
            } catch (IllegalStateException e) {
                story.note("(refused)"); // no space, or the last one
            }
        }

        private Place somewhere() {
            List<Place> all = everywhere();
            return all.get(random.nextInt(all.size()));
        }

        /** But for the sessions that keep the servers. */
        private List<Place> everywhere() {
            return IntStream.range(0, SERVERS)
                    .mapToObj(this::places)
                    .flatMap(List::stream)
                    .toList();
        }

        private List<Place> places(int server) {
            return server(server)
                    .tmux("list-panes", "-a", "-f", "#{?#{m:keep*,#{session_name}},0,1}", "-F", PLACE)
                    .lines()
                    .map(line -> line.split(" "))
                    .map(words -> new Place(server, words[0], words[1], words[2]))
                    .toList();
        }

        private List<String> sessions(int server) {
            return server(server)
                    .tmux("list-sessions", "-F", "#{session_id} #{session_name} #{session_windows}")
                    .lines()
                    .map(line -> new Place(server, "", "", "").named(line))
                    .toList();
        }

        private void theListIsThatOfTmux() {
            Set<String> expected = IntStream.range(0, SERVERS)
                    .mapToObj(this::sessions)
                    .flatMap(List::stream)
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> told = new TreeSet<>();
            for (JsonNode session :
                    maker.ask("session.list", "{}").path("result").path("sessions")) {
                told.add(session.path("sessionId").asText() + " "
                        + session.path("name").asText() + " "
                        + session.path("windows").asInt());
            }
            assertThat(told).isEqualTo(expected);
        }

        private void knowsHowThingsAre(Onlooker each) {
            // tmux says nothing of windows that were swapped: this is found within a second
            patiently().until(() -> {
                each.reads();
                return !each.isThere() || !placesOf(each).isEmpty();
            });
            List<Place> there = each.wasConnected() ? placesOf(each) : List.of();
            if (!each.isThere()) {
                String why = each.end().orElseThrow();
                assertThat(why).as("%s", each).isIn("client", "session-ended", "pane-ended", "not-found");
                boolean gone = there.isEmpty() || why.equals("client") || moved.contains(each.pane());
                assertThat(gone)
                        .as("%s is told an end, but it is at %s", each, there)
                        .isTrue();
                return;
            }
            Place at = there.get(0);
            patiently().pollInterval(Duration.ofMillis(200)).until(() -> {
                each.reads();
                return isTyped(each.name, at); // a flood takes it off the screen
            });
            patiently().untilAsserted(() -> {
                each.reads();
                List<String> screen = screen(at);
                assertThat(each.rows()).as("%s", each).isEqualTo(screen);
                assertThat(each.size()).as("%s", each).isEqualTo(format(at, "#{pane_width}x#{pane_height}"));
                assertThat(each.panes()).as("%s", each).isEqualTo(panes(at));
            });
        }

        /** Whether it stands on the screen, where it is typed if it does not; an only row goes with the line feed. */
        private boolean isTyped(String text, Place at) {
            List<String> screen = screen(at);
            boolean typed = String.join("", screen).contains(text);
            if (!typed) {
                run(at.server(), "send-keys", "-t", at.pane(), text, "Enter");
            }
            return typed || screen.size() == 1;
        }

        private List<Place> placesOf(Onlooker each) {
            String session = each.session();
            return everywhere().stream()
                    .filter(place -> place.named(place.pane()).equals(each.pane())
                            && place.named(place.session()).equals(session))
                    .toList();
        }

        private List<String> screen(Place at) {
            List<String> rows = new ArrayList<>(server(at.server())
                    .tmux("capture-pane", "-p", "-t", at.pane())
                    .lines()
                    .map(String::stripTrailing)
                    .toList());
            int all = Integer.parseInt(format(at, "#{pane_height}"));
            while (rows.size() < all) {
                rows.add("");
            }
            return rows;
        }

        private Set<String> panes(Place at) {
            Set<String> panes = new TreeSet<>();
            server(at.server())
                    .tmux("list-panes", "-s", "-t", at.session(), "-F", Onlooker.PANES)
                    .lines()
                    .map(line -> line.replaceAll("([@%])(?=\\d)", "$1" + (10 + at.server())))
                    .forEach(panes::add);
            return panes;
        }

        private String format(Place at, String format) {
            return server(at.server()).tmux("display-message", "-p", "-t", at.pane(), format);
        }

        /** Where it alone decides: whoever typed last has the size. */
        private void hasTheSizeThatItTypesFor(Onlooker each) {
            Place at = placesOf(each).get(0);
            each.types("mine\\r");
            if (format(at, "#{window_panes}").equals("1")) {
                patiently()
                        .untilAsserted(() -> assertThat(format(at, "#{window_width}x#{window_height}"))
                                .as("%s", each)
                                .isEqualTo(each.wish()));
            }
        }

        private void windowsAreAsTheyWere() {
            for (Place each : everywhere()) {
                assertThat(server(each.server()).tmux("show-options", "-w", "-t", each.window()))
                        .doesNotContain("tmuxbridge");
            }
        }

        private void nothingIsLeft() {
            for (int i = 0; i < SERVERS; i++) {
                assertThat(server(i).tmux("list-clients")).isEmpty();
                assertThat(server(i)
                                .tmux(
                                        "list-panes",
                                        "-a",
                                        "-F",
                                        "#{pane_pipe}#{@tmuxbridge-kept} #{session_name} #{pane_id} dead #{pane_dead}")
                                .lines())
                        .as("piped or kept")
                        .allMatch(pane -> pane.startsWith("0 "));
            }
            assertThat(Leftovers.threads("tmuxbridge-tmux")).isZero();
            assertThat(Leftovers.children()).isEqualTo(children);
        }

        @Override
        public String toString() {
            return story + " " + onlookers;
        }
    }
}
