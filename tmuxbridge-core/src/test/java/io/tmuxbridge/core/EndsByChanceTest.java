package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Programs that count in bursts, and end, while viewers of both kinds come, go, rest, resize and refresh: nobody who
 * wants each byte misses one, and all of them see the last line.
 */
@Tag("slow")
@ResourceLock(FloodingPane.MACHINE)
class EndsByChanceTest {

    private static final int TIMES = Integer.getInteger("faults.last", 2);
    private static final long SEED = Long.getLong("faults.seed", 7);

    private final BridgeFixture fixture = BridgeFixture.easilyFlooded();

    @TempDir
    private Path place;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theLastLineIsSeenByEverybody() throws IOException {
        fixture.server.newSession("keep", 80, 24, "cat");
        fixture.server.tmux("set-option", "-g", "default-shell", "/bin/sh");
        for (int i = 0; i < TIMES; i++) {
            long seed = SEED + i;
            try {
                new Course(i, new Random(seed)).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with -Dfaults.seed=" + seed + ": " + fixture.metrics, e);
            }
        }
    }

    /** One session from its begin to its end. */
    private final class Course {
        private final String name;
        private final Random random;
        private final List<RestingViewer> viewers = new ArrayList<>();
        private final Story story = new Story();
        private CompletableFuture<RestingViewer> coming = new CompletableFuture<>();
        private boolean arrived = true;
        private int disturbances = 12;
        private final boolean mixed;
        private long total;

        Course(int number, Random random) {
            this.name = "s" + number;
            this.random = random;
            this.mixed = random.nextBoolean();
        }

        void run() throws IOException {
            fixture.client().ask("session.create", "{'name':'" + name + "','cols':80,'rows':24}");
            if (random.nextBoolean()) {
                story.note("with another window");
                fixture.server.tmux("new-window", "-d", "-t", name + ":", "cat");
            }
            viewers.add(new RestingViewer(new NumberedViewer(fixture, name, "lossless"), "lossless", story));
            begins(Files.writeString(place.resolve(name), program()));
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!viewers.stream().allMatch(RestingViewer::hasEnded)) {
                assertThat(System.nanoTime()).as(story.toString()).isLessThan(until);
                something();
                arrives();
            }
            viewers.forEach(this::hasSeenAll);
            viewers.forEach(each -> each.viewer.client().handler.closed(1000, ""));
        }

        private void begins(Path program) {
            BridgeFixture.Client typist = viewers.get(0).viewer.client();
            typist.say("{'type':'input','channel':1,'data':'stty -echo; PS1=; exec sh " + program + "\\r'}");
        }

        private void hasSeenAll(RestingViewer one) {
            String what = one.delivery + " after " + story + "; " + one.told();
            if (one.isCutOff()) {
                assertThat(mixed).as(what).isTrue();
                return;
            }
            assertThat(one.viewer.highest()).as(what).isEqualTo(total);
            if (one == viewers.get(0)) {
                // A snapshot in its turn may cut a line in two, which is not counted.
                assertThat(one.viewer.lines()).as(what).isBetween(total - one.viewer.snapshots(), total);
            }
        }

        private String program() {
            StringBuilder text = new StringBuilder();
            int bursts = 1 + random.nextInt(4);
            for (int i = 0; i < bursts; i++) {
                int lines = random.nextInt(4) == 0 ? 1 + random.nextInt(50) : 1_000 + random.nextInt(60_000);
                text.append("awk 'BEGIN { for (i = 1; i <= ")
                        .append(lines)
                        .append("; i++) printf \"%078d\\n\", ")
                        .append(total)
                        .append(" + i }'\n");
                total += lines;
                text.append("sleep ")
                        .append(i == bursts - 1 ? "1" : "0." + random.nextInt(6))
                        .append('\n');
            }
            story.note(total + " lines in " + bursts + " bursts");
            return text.toString();
        }

        private void something() {
            RestingViewer one = viewers.get(random.nextInt(viewers.size()));
            int what = disturbances > 0 ? random.nextInt(24) : 24;
            disturbances -= what < 5 ? 1 : 0;
            switch (what) {
                case 0 -> one.rests(random.nextInt(3_000));
                case 1 -> one.tells("refresh", "{'type':'refresh','channel':1}");
                case 2 -> {
                    if (viewers.size() < 4 && arrived && !viewers.get(0).hasEnded()) {
                        arrived = false;
                        comes(mixed && random.nextBoolean() ? "fresh" : "lossless");
                    }
                }
                case 3 -> {
                    int cols = 79 + random.nextInt(20);
                    one.tells("resize " + cols, "{'type':'resize','channel':1,'cols':" + cols + ",'rows':24}");
                }
                case 4 -> splits();
                default -> viewers.forEach(RestingViewer::acknowledges);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5)); // how fast things happen, not what is waited for
        }

        private void splits() {
            story.note("split");
            try {
                fixture.server.tmux("split-window", "-d", "-l", "2", "-t", name + ":0", "cat");
            } catch (RuntimeException | AssertionError e) {
                story.note("(refused)"); // no space, or gone
            }
        }

        /** The others go on reading until it is there. */
        private void comes(String delivery) {
            story.note(delivery + " comes");
            coming = CompletableFuture.supplyAsync(() -> new NumberedViewer(fixture, name, delivery))
                    .thenApply(viewer -> new RestingViewer(viewer, delivery, story));
        }

        private void arrives() {
            if (coming.isDone() && !arrived) {
                arrived = true;
                viewers.add(coming.join());
                story.note("is there");
            }
        }
    }

    /** A viewer that acknowledges what it has read, but for a while now and then. */
    private static final class RestingViewer {
        private final NumberedViewer viewer;
        private final String delivery;
        private final Story story;
        private long restsUntil = System.nanoTime();

        RestingViewer(NumberedViewer viewer, String delivery, Story story) {
            this.viewer = viewer;
            this.delivery = delivery;
            this.story = story;
        }

        void rests(int millis) {
            story.note(delivery + " rests " + millis);
            restsUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        }

        void tells(String what, String message) {
            story.note(what);
            viewer.client().say(message);
        }

        void acknowledges() {
            viewer.read();
            if (System.nanoTime() - restsUntil >= 0) {
                viewer.client().say("{'type':'ack','channel':1,'offset':" + viewer.position() + "}");
            }
        }

        /** The last messages beside output, for whoever looks for the cause. */
        String told() {
            List<String> texts = viewer.client().heard().stream()
                    .filter(node -> node.has("type"))
                    .map(node -> node.path("type").asText() + " "
                            + node.path("name").asText() + node.path("reason").asText() + " "
                            + node.path("offset").asText() + node.path("bytes").asText())
                    .toList();
            return "at " + viewer.position() + ", " + viewer.last() + ", " + viewer.snapshots() + " snapshots, told "
                    + texts.subList(Math.max(0, texts.size() - 12), texts.size());
        }

        boolean hasEnded() {
            viewer.read();
            return viewer.hasEnded() || isCutOff();
        }

        /** Where others may skip nobody waits for who may not. */
        boolean isCutOff() {
            return viewer.client().connection.closeCode().isPresent();
        }
    }
}
