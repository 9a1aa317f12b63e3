package io.tmuxbridge.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.log.LogBudget;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.redact.Redactor;
import io.tmuxbridge.core.stream.Feed;
import io.tmuxbridge.core.stream.FloodThresholds;
import io.tmuxbridge.core.stream.PaneEnd;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.viewer.Delivery;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** A terminal that is asked to let viewers in. */
class TerminalTest {

    private static final Duration LINGER = Duration.ofMillis(300);
    private static final String EPOCH = "epoch";

    private final Feed feed = mock(Feed.class);
    private Duration captureTakes = Duration.ZERO;

    /** The bug: it was told to count anew, without being told so by {@code fresh}, and sent again what was applied. */
    @Test
    void aClientIsNotForgottenWhileItWaitsForItsSnapshot() {
        Terminal terminal = terminal();
        Attachment first = terminal.attach(request(1, Optional.empty()), mock(ViewerPort.class), Optional.empty());
        first.ledger().accept(1);
        first.ledger().settle(1, true);
        first.leave(true);

        captureTakes = LINGER.plusMillis(1);
        Attachment second = terminal.attach(
                request(2, Optional.of(new ViewRequest.ResumePoint(EPOCH, 5))),
                mock(ViewerPort.class),
                Optional.empty());

        assertThat(second.continuation()).isEqualTo(Attachment.Continuation.GAP);
        assertThat(second.inputSeq()).isEqualTo(1);
    }

    /** The bug: one reader could make all others lose what they come back to. */
    @Test
    void whoComesAndGoesByManyNamesIsForgottenItselfAndNobodyElse() {
        Terminal terminal = terminal(Duration.ofHours(1));
        view(terminal, request(1, Optional.empty())).leave(true);
        for (int i = 0; i < 1100; i++) {
            view(terminal, request("eve", "client-of-eve-" + i, 1, Optional.empty()))
                    .leave(true);
        }
        assertThat(terminal.clients(known -> known.mayReturn("client-1"))).isTrue();
        assertThat(terminal.clients(known -> known.mayReturn("client-of-eve-0")))
                .isFalse();
        assertThat(terminal.clients(known -> known.mayReturn("client-of-eve-1099")))
                .isTrue();
    }

    /** The bug: such a one was told of the end alone. */
    @Test
    void whoComesWhenTheOthersHaveBeenToldOfAGapIsToldOfItBeforeTheEnd() {
        Terminal terminal = terminal();
        ViewerPort before = mock(ViewerPort.class);
        ViewerPort between = mock(ViewerPort.class);
        terminal.attach(request("bob", "client-1", 1, Optional.empty()), before, Optional.empty());
        terminal.event(new PaneEvent.Gap());
        terminal.attach(request("bob", "client-2", 1, Optional.empty()), between, Optional.empty());
        terminal.ended(PaneEnd.PANE_ENDED);
        for (ViewerPort port : List.of(before, between)) {
            InOrder order = inOrder(port);
            order.verify(port).event(new PaneEvent.Gap());
            order.verify(port).ended(PaneEnd.PANE_ENDED);
        }
    }

    private static Attachment view(Terminal terminal, ViewRequest request) {
        return terminal.attach(request, mock(ViewerPort.class, withSettings().stubOnly()), Optional.empty());
    }

    private Terminal terminal() {
        return terminal(LINGER);
    }

    private Terminal terminal(Duration linger) {
        StreamContext context = mock(StreamContext.class);
        when(context.limits()).thenReturn(BridgeLimits.DEFAULTS.withLinger(linger));
        when(context.floods()).thenReturn(FloodThresholds.DEFAULTS);
        OutputLog log = new OutputLog(100, 1_000, new LogBudget(1_000));
        Snapshot snapshot = new Snapshot(1_000, TerminalSize.DEFAULT, 0, false, ByteBuffer.allocate(0));
        when(feed.epoch()).thenReturn(EPOCH);
        when(feed.log()).thenReturn(log);
        when(feed.snapshot(anyLong(), anyInt())).then(call -> {
            long until = System.nanoTime() + captureTakes.toNanos();
            if (!captureTakes.isZero()) {
                await().until(() -> System.nanoTime() - until >= 0);
            }
            return Optional.of(snapshot);
        });
        return new Terminal(context, listener -> feed, mock(TerminalOwner.class), mock(Redactor.class), false);
    }

    private static ViewRequest request(long attempt, Optional<ViewRequest.ResumePoint> resume) {
        return request("bob", "client-1", attempt, resume);
    }

    private static ViewRequest request(
            String caller, String clientId, long attempt, Optional<ViewRequest.ResumePoint> resume) {
        return new ViewRequest(
                caller,
                clientId,
                attempt,
                new ViewerSize(TerminalSize.DEFAULT, true, true),
                true,
                Delivery.FRESH,
                OptionalInt.empty(),
                resume,
                false);
    }
}
