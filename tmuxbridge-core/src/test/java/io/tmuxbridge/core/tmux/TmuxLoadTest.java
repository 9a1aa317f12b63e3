package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Commands that tmux has not answered yet, of all clients together. */
class TmuxLoadTest {

    private final Map<String, Long> counted = new ConcurrentHashMap<>();
    private final Map<String, LongSupplier> gauges = new ConcurrentHashMap<>();
    private final TmuxLoad load = new TmuxLoad(100, new BridgeMetrics() {
        @Override
        public void add(String counter, long delta) {
            counted.merge(counter, delta, Long::sum);
        }

        @Override
        public void gauge(String name, LongSupplier value) {
            gauges.put(name, value);
        }
    });

    private final CommandPipeline one = new CommandPipeline(new ByteArrayOutputStream(), load);
    private final CommandPipeline two = new CommandPipeline(new ByteArrayOutputStream(), load);

    private static void send(CommandPipeline pipeline, int lines) {
        pipeline.submit(IntStream.range(0, lines)
                .mapToObj(i -> new Pending(new byte[] {'x', '\n'}, ReplyListener.IGNORE, null))
                .toList());
    }

    @Test
    void theLastOneTooManyIsRefusedAndNoneOfItIsSent() {
        send(one, 60);
        assertThatThrownBy(() -> send(two, 41))
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT))
                .hasMessageContainingAll("60 commands", "100 may");
        assertThat(two.outstanding()).isZero();
        assertThat(counted).containsEntry("tmux.commands.refused", 41L);
        send(two, 40);
        assertThat(gauges.get("tmux.commands").getAsLong()).isEqualTo(100);
    }

    /** Nobody would ask again for what follows a pane: the pane would have no snapshots any more. */
    @Test
    void whatTheBridgeNeedsItselfCountsAndIsNotRefused() {
        send(one, 100);
        assertThat(two.submitOwn(List.of(new Pending(new byte[] {'x', '\n'}, ReplyListener.IGNORE, null))))
                .isTrue();
        assertThat(load.outstanding()).isEqualTo(101);
        assertThatThrownBy(() -> send(two, 1)).isInstanceOf(TmuxBridgeException.class);
        two.answered();
        assertThat(load.outstanding()).isEqualTo(100);
    }

    @Test
    void whatIsAnsweredMakesRoomForAnybody() {
        send(one, 100);
        one.answered();
        send(two, 1);
        assertThat(load.outstanding()).isEqualTo(100);
    }

    @Test
    void whatWillNeverBeAnsweredCountsNoMore() {
        send(one, 100);
        one.answered();
        one.drain();
        assertThat(load.outstanding()).isZero();
    }

    @Test
    void aTmuxThatMayBeAskedNothingSaysSo() {
        try (RealTmux real = new RealTmux()) {
            TmuxLoad none = new TmuxLoad(1, BridgeMetrics.NONE);
            Tmux tmux = Tmux.probe(real.settings(), RealTmux.THREADS, none);
            assertThat(tmux.run(TmuxCommand.of("list-sessions")).lines()).isNotNull();
            assertThatThrownBy(() -> tmux.run(TmuxCommand.of("list-sessions"), TmuxCommand.of("list-sessions")))
                    .isInstanceOfSatisfying(
                            TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT));
            assertThat(none.outstanding()).isZero();
        }
    }
}
