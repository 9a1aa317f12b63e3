package io.tmuxbridge.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.redact.Lens;
import io.tmuxbridge.core.stream.Feed;
import io.tmuxbridge.core.viewer.Delivery;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a viewer begins that sees the pane through a lens with a log of its own. */
class StartPointsTest {

    private static final long NEW = 7;
    private static final int MANY = 100;

    private final Feed feed = mock(Feed.class);
    private final Lens lens = mock(Lens.class);
    private final Lenses lenses = mock(Lenses.class);
    private final AtomicInteger begun = new AtomicInteger();
    private final StartPoints starts = new StartPoints(feed, new SnapshotGate(feed), BridgeLimits.DEFAULTS, lenses);

    @BeforeEach
    void begin() {
        when(lenses.of(true)).thenReturn(lens);
        when(feed.capture(anyInt())).thenReturn(NEW);
        OutputLog all = new OutputLog(1000);
        all.append(new byte[200], 0, 200);
        when(feed.log()).thenReturn(all);
        snapshot(0, 10);
        snapshot(NEW, 100);
    }

    /**
     * The bug: it was asked for the newest one again and again, which was the same, by a thread that did nothing else
     * any more.
     */
    @Test
    void aSnapshotThatIsOlderThanWhatTheLensKeepsIsTakenAnew() {
        keepsFrom(50);
        Attachment.Start start = start();
        assertThat(start.offset()).isEqualTo(100);
        assertThat(begun).hasValue(2);
    }

    @Test
    void whoseSnapshotsAreAllOutrunIsToldSo() {
        keepsFrom(1000);
        assertThatThrownBy(this::start)
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    /** The bug: less than nothing was lost for who comes back with a smaller role, and sees again what it had seen. */
    @Test
    void nothingIsLostWhereTheSnapshotIsOlderThanWhatTheClientHas() {
        OutputLog log = new OutputLog(100);
        log.append(new byte[80], 0, 80);
        when(feed.log()).thenReturn(log);
        when(feed.epoch()).thenReturn("life");
        keepsFrom(0);
        Attachment.Start start = start(Optional.of(new ViewRequest.ResumePoint("life", 70)));
        assertThat(start.offset()).isEqualTo(10);
        assertThat(start.continuation()).isEqualTo(Attachment.Continuation.GAP);
        assertThat(start.lost()).hasValue(0);
    }

    private void snapshot(long serial, long offset) {
        when(feed.snapshot(serial, BridgeLimits.DEFAULTS.historyLines()))
                .thenReturn(Optional.of(new Snapshot(offset, TerminalSize.DEFAULT, 0, false, ByteBuffer.allocate(0))));
    }

    private void keepsFrom(long base) {
        when(lens.begin(any())).then(call -> {
            assertThat(begun.incrementAndGet()).isLessThan(MANY);
            return call.<Snapshot>getArgument(0).offset() >= base;
        });
    }

    private Attachment.Start start() {
        return start(Optional.empty());
    }

    private Attachment.Start start(Optional<ViewRequest.ResumePoint> resume) {
        ViewRequest request = new ViewRequest(
                "bob",
                "client-1",
                0,
                new ViewerSize(TerminalSize.DEFAULT, true, true),
                false,
                Delivery.FRESH,
                OptionalInt.empty(),
                resume,
                true);
        return starts.of(request, true, 0, () -> false);
    }
}
