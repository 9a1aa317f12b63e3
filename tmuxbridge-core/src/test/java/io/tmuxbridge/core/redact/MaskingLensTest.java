package io.tmuxbridge.core.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.access.Redaction;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.log.LogBudget;
import io.tmuxbridge.core.log.LogRead;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.stream.Feed;
import io.tmuxbridge.core.stream.StreamContext;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log of those from whom secrets are hidden has what the pane's has, and forgets what that forgets. */
class MaskingLensTest {

    private final OutputLog log = new OutputLog(1 << 20);
    private final Feed feed = mock(Feed.class);
    private final StreamContext context = mock(StreamContext.class);
    private final MaskingLens lens =
            new MaskingLens(feed, new Redactor(Redaction.from(Role.VIEWER)), context, () -> {});

    @BeforeEach
    void begin() {
        when(feed.log()).thenReturn(log);
        when(context.limits()).thenReturn(BridgeLimits.DEFAULTS);
        when(context.logs()).thenReturn(new LogBudget(1 << 20));
        lens.begin(screen());
    }

    private static Snapshot screen() {
        return new Snapshot(0, TerminalSize.DEFAULT, 0, false, ByteBuffer.allocate(0));
    }

    /** Reads as somebody does who keeps up; where that one stands then. */
    private long readsFrom(long position) {
        LogRead read = lens.read(position, 1000);
        if (read instanceof LogRead.Bytes bytes) {
            return readsFrom(bytes.end());
        }
        return read instanceof LogRead.Barrier barrier
                ? readsFrom(barrier.next().offset())
                : position;
    }

    /** The bug: who came back from before them was led across, and not told that output was missing. */
    @Test
    void noMoreThanAFewScreensOfAFloodLeadOn() {
        log.append(new byte[] {'a'}, 0, 1);
        long left = readsFrom(0);
        long stands = left;
        for (int screens = 1; screens <= 5; screens++) {
            log.screen(screen(), false);
            stands = readsFrom(stands);
            assertThat(lens.holds(left)).as("%d screens", screens).isEqualTo(log.holds(left));
        }
        assertThat(stands).isEqualTo(log.head());
        assertThat(log.holds(left)).isFalse();
    }

    @Test
    void resizesLeadOnForLonger() {
        long stands = 0;
        for (int resizes = 1; resizes <= 5; resizes++) {
            log.barrier(screen(), false);
            stands = readsFrom(stands);
        }
        assertThat(lens.holds(0)).isTrue();
    }
}
