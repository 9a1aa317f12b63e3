package io.tmuxbridge.core.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.redact.Lens;
import io.tmuxbridge.core.redact.Redactor;
import io.tmuxbridge.core.stream.Feed;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a viewer is still given of a pane that has ended. */
class ViewerTest {

    private static final int ROOM = 4 * Credit.BYTES;
    private static final int PIECE = 64 * 1024;

    private final OutputLog log = new OutputLog(ROOM);
    private final Feed feed = mock(Feed.class);

    @BeforeEach
    void begin() {
        when(feed.log()).thenReturn(log);
        when(feed.snapshot(anyLong(), anyInt())).thenReturn(Optional.empty());
        when(feed.capture(anyInt())).thenReturn(7L);
    }

    private Viewer viewer(Delivery delivery) {
        return new Viewer(feed, Lens.clear(feed), delivery, 0, 0);
    }

    private static Snapshot screen(long offset) {
        return new Snapshot(offset, TerminalSize.DEFAULT, 0, false, ByteBuffer.allocate(0));
    }

    private void prints(int bytes) {
        log.append(new byte[bytes], 0, bytes);
    }

    /** Reads until there is nothing; the bytes that came. */
    private static long readAll(Viewer viewer) {
        long read = 0;
        ViewerOutput next = viewer.next(PIECE);
        while (next instanceof ViewerOutput.Bytes bytes) {
            read += bytes.data().remaining();
            next = viewer.next(PIECE);
        }
        assertThat(next).isInstanceOf(ViewerOutput.Nothing.class);
        return read;
    }

    /** The bug: a screen that had left the log before its turn came was waited for without end. */
    @Test
    void whoseScreenIsOutOfTheLogBeforeItsTurnAsksForAnotherOne() {
        Viewer viewer = viewer(Delivery.FRESH);
        viewer.refresh();
        prints(2 * ROOM);
        when(feed.snapshot(7, 0)).thenReturn(Optional.of(screen(5)));
        when(feed.capture(0)).thenReturn(8L);
        assertThat(viewer.next(PIECE)).isInstanceOf(ViewerOutput.Nothing.class);
        Snapshot newer = screen(log.head());
        when(feed.snapshot(8, 0)).thenReturn(Optional.of(newer));
        assertThat(viewer.next(PIECE))
                .isInstanceOfSatisfying(
                        ViewerOutput.Screen.class,
                        shown -> assertThat(shown.snapshot().offset()).isEqualTo(log.head()));
    }

    /** The bug: a viewer that wants each byte went on across screens that stand for bytes, and nobody said so. */
    @Test
    void screensInThePlaceOfBytesAreAGapForWhoWantsEachByte() {
        Viewer lossless = viewer(Delivery.LOSSLESS);
        Viewer fresh = viewer(Delivery.FRESH);
        log.screen(screen(0), false);
        assertThat(lossless.next(PIECE))
                .isInstanceOfSatisfying(
                        ViewerOutput.Screen.class,
                        shown -> assertThat(shown.gap()).isTrue());
        assertThat(fresh.next(PIECE))
                .isInstanceOfSatisfying(
                        ViewerOutput.Screen.class,
                        shown -> assertThat(shown.gap()).isFalse());
    }

    /** The bug: it came without masks and without history, and secrets that begin above the screen were shown. */
    @Test
    void whoseScreensAreMaskedFromNowOnGetsTheLinesAbove() {
        Viewer viewer = viewer(Delivery.FRESH);
        Lens masks = mock(Lens.class);
        when(masks.masks()).thenReturn(true);
        viewer.lookThrough(masks);
        verify(feed).capture(Redactor.CONTEXT_LINES);
        assertThat(viewer.history()).isEqualTo(Redactor.CONTEXT_LINES);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftOfAPaneThatHasEndedWaitsForNoCredit(Delivery delivery) {
        Viewer viewer = viewer(delivery);
        viewer.acknowledge(0);
        prints(ROOM / 2);
        long given = readAll(viewer);
        assertThat(given).isBetween((long) Credit.BYTES, (long) Credit.BYTES + PIECE);
        when(feed.hasEnded()).thenReturn(true);
        assertThat(given + readAll(viewer)).isEqualTo(ROOM / 2);
    }

    /** The bug: it stayed for ever, and held its pane back for as long. */
    @ParameterizedTest
    @EnumSource
    void whoAcknowledgesNothingAnyMoreIsTooSlowOnceTheLogHasMovedOn(Delivery delivery) {
        Viewer viewer = viewer(delivery);
        viewer.acknowledge(0);
        prints(ROOM);
        readAll(viewer);
        prints(ROOM);
        assertThat(viewer.next(PIECE))
                .isInstanceOf(delivery == Delivery.FRESH ? ViewerOutput.Nothing.class : ViewerOutput.TooSlow.class);
    }

    /** Two barriers before it had read on: what was printed between them was left out, and nobody was told. */
    @Test
    void whoJumpsToTheNewestOfSeveralBarriersIsToldWhatLayBetweenThem() {
        Viewer fresh = viewer(Delivery.FRESH);
        Viewer lossless = viewer(Delivery.LOSSLESS);
        prints(10);
        assertThat(readAll(fresh)).isEqualTo(10);
        assertThat(readAll(lossless)).isEqualTo(10);
        log.barrier(screen(0), false);
        prints(300);
        log.barrier(screen(0), true);
        prints(200);
        Snapshot newest = log.barrier(screen(0), false);

        assertThat(fresh.next(PIECE)).isInstanceOfSatisfying(ViewerOutput.Screen.class, screen -> {
            assertThat(screen.snapshot().offset()).isEqualTo(newest.offset());
            assertThat(screen.skipped()).isEqualTo(500);
            assertThat(screen.gap()).as("one of them is a gap").isTrue();
        });
        assertThat(fresh.skipped()).isEqualTo(500);
        for (int printed : new int[] {300, 200, 0}) {
            assertThat(lossless.next(PIECE)).isInstanceOfSatisfying(ViewerOutput.Screen.class, screen -> {
                assertThat(screen.skipped()).isZero();
                assertThat(screen.gap()).isEqualTo(printed == 200);
            });
            assertThat(readAllBytes(lossless)).isEqualTo(printed);
        }
    }

    /** The bug: who was given a screen for another reason was told how much it missed, and not that there was a gap. */
    @Test
    void aScreenBehindAGapTellsOfItWhyeverItWasTaken() {
        Viewer refreshed = viewer(Delivery.FRESH);
        Viewer jumping = viewer(Delivery.FRESH);
        Viewer throughALens = viewer(Delivery.LOSSLESS);
        List<Viewer> all = List.of(refreshed, jumping, throughALens);
        all.forEach(viewer -> assertThat(readAll(viewer)).isZero());
        refreshed.refresh();
        throughALens.lookThrough(Lens.clear(feed));
        log.barrier(screen(0), true);
        prints(ROOM / 2 + 1);
        assertThat(readAll(jumping)).as("it has fallen behind").isZero();
        when(feed.snapshot(7, 0)).thenReturn(Optional.of(screen(log.head())));
        all.forEach(viewer -> {
            assertThat(viewer.next(PIECE))
                    .isInstanceOfSatisfying(
                            ViewerOutput.Screen.class,
                            screen -> assertThat(screen.gap()).isTrue());
        });
    }

    /** The bytes up to whatever else comes, which is a screen at most. */
    private static long readAllBytes(Viewer viewer) {
        long before = viewer.position();
        return viewer.next(PIECE) instanceof ViewerOutput.Bytes bytes ? bytes.end() - before : 0;
    }

    @Test
    void whoWaitsForAScreenReadsOnWhenNoneIsTakenAnyMore() {
        Viewer viewer = viewer(Delivery.FRESH);
        assertThat(readAll(viewer)).isZero();
        prints(ROOM / 2 + 1);
        assertThat(readAll(viewer)).as("it has fallen behind").isZero();
        when(feed.hasEnded()).thenReturn(true);
        assertThat(readAll(viewer)).isEqualTo(ROOM / 2 + 1);
    }

    @Test
    void whoHasFallenOutOfTheLogBeginsWithTheLastScreenThereIs() {
        Viewer viewer = viewer(Delivery.FRESH);
        prints(ROOM + 1);
        when(feed.hasEnded()).thenReturn(true);
        Snapshot last = screen(ROOM - 9);
        when(feed.snapshot(0, 0)).thenReturn(Optional.of(last));
        assertThat(viewer.next(PIECE)).isEqualTo(new ViewerOutput.Screen(last, ROOM - 9, false));
        assertThat(readAll(viewer)).isEqualTo(10);
    }

    @Test
    void whoHasFallenOutOfTheLogIsGivenNothingWhereThereIsNoScreen() {
        Viewer viewer = viewer(Delivery.FRESH);
        prints(ROOM + 1);
        when(feed.hasEnded()).thenReturn(true);
        assertThat(readAll(viewer)).isZero();
    }

    /** The bug: a capture waited for a lock under which tmux's reader asked how far behind this viewer was. */
    @Test
    void howFarBehindItIsCanBeAskedWhileItWaitsForACapture() {
        Viewer viewer = viewer(Delivery.LOSSLESS);
        prints(10);
        when(feed.capture(anyInt())).thenAnswer(asked -> {
            assertThat(CompletableFuture.supplyAsync(viewer::lag))
                    .succeedsWithin(Duration.ofSeconds(10), LONG)
                    .isEqualTo(10L);
            assertThat(CompletableFuture.supplyAsync(viewer::lens)).succeedsWithin(Duration.ofSeconds(10));
            return 7L;
        });
        viewer.refresh();
        verify(feed).capture(anyInt());
    }
}
