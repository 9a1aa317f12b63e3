package io.tmuxbridge.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.client.internal.StreamPosition.Verdict;
import io.tmuxbridge.pane.PanePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of a stream and a client that loses its line, takes what came in late or not at all, and hears
 * pieces that it must not take: what the application has at any moment is exactly the stream up to some place, whatever
 * happened.
 */
class PositionPropertyTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theApplicationHasExactlyTheStream(long firstSeed) {
        for (long seed = firstSeed * 1000; seed < firstSeed * 1000 + 400; seed++) {
            new History(seed).run();
        }
    }

    /** A stream whose byte at place n is n, so that what is shown up to n is told by one number. */
    private static final class History {

        private record Came(boolean snapshot, long offset, long end) {}

        private final Random random;
        private final String name;
        private final StreamPosition position = new StreamPosition();
        private final List<Came> inbox = new ArrayList<>();
        private String epoch = "e0";
        private int epochs;
        private long head;
        private long sent;
        private Optional<PanePosition> shown = Optional.empty();
        private boolean refreshDue;
        private int taken;

        History(long seed) {
            random = new Random(seed);
            name = "seed " + seed;
        }

        void run() {
            connect();
            for (int i = 0; i < 300; i++) {
                int what = random.nextInt(20);
                if (what < 7) {
                    head += random.nextInt(9);
                } else if (what < 12) {
                    output();
                } else if (what < 17) {
                    take();
                } else if (what == 17) {
                    stray();
                } else {
                    connect();
                }
            }
            assertThat(taken).as(name + " did something").isPositive();
        }

        /** The server sends what is next, or the snapshot that was asked for. */
        private void output() {
            if (refreshDue) {
                refreshDue = false;
                sent = head;
                came(new Came(true, head, head));
            } else if (sent < head) {
                long end = sent + 1 + random.nextInt((int) (head - sent));
                came(new Came(false, sent, end));
                sent = end;
            }
        }

        /** Something that does not belong there. */
        private void stray() {
            long offset = head + 1 + random.nextInt(5);
            came(new Came(false, offset, offset + 3));
        }

        private void came(Came piece) {
            Verdict verdict = position.arrived(piece.snapshot(), piece.offset(), piece.end());
            if (verdict == Verdict.TAKE) {
                inbox.add(piece);
            }
            refreshDue |= verdict == Verdict.ASK_FOR_SNAPSHOT;
        }

        private void take() {
            if (inbox.isEmpty()) {
                return;
            }
            Came piece = inbox.remove(0);
            position.taken(piece.snapshot(), piece.end());
            taken++;
            if (!piece.snapshot()) {
                assertThat(shown)
                        .as(name + ": a piece follows what is shown")
                        .contains(new PanePosition(epoch, piece.offset()));
            }
            shown = Optional.of(new PanePosition(epoch, piece.end()));
        }

        /** The line is lost with what was not taken; the server resumes, or has lost its place, or its life. */
        private void connect() {
            inbox.clear();
            position.rewind();
            Optional<PanePosition> resume = position.resume();
            int answer = random.nextInt(6);
            if (resume.isPresent() && answer > 1) {
                sent = resume.get().offset();
                refreshDue = position.connected(resume.get(), true);
            } else {
                if (answer == 0 || resume.isEmpty()) {
                    epoch = "e" + ++epochs;
                    head = random.nextInt(50);
                }
                sent = head;
                assertThat(position.connected(new PanePosition(epoch, head), false))
                        .isFalse();
                // The first output is a snapshot.
                refreshDue = true;
            }
        }
    }
}
