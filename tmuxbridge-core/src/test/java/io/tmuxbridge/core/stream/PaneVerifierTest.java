package io.tmuxbridge.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.terminal.Capture;
import io.tmuxbridge.core.terminal.SnapshotWriter;
import io.tmuxbridge.core.terminal.TerminalState;
import io.tmuxbridge.core.terminal.Tracked;
import io.tmuxbridge.metrics.BridgeMetrics;
import io.tmuxbridge.testkit.TmuxServer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the alarm rings: captures are those of a real pane, and stand where the test says. */
class PaneVerifierTest {

    private static final String DIFFERENCES = "stream.verify.differences";

    private final TmuxServer server = TmuxServer.create();
    private final Map<String, Long> counted = new HashMap<>();
    private final List<Integer> corrections = new ArrayList<>();
    private final OutputLog log = new OutputLog(4096);
    private final PaneVerifier verifier = new PaneVerifier(
            ContextOfTests.of(server.socketName(), new Counters()), log, new Nobody(), corrections::add, () -> "%0");

    @BeforeEach
    void start() {
        server.newSession("s", 80, 24, "cat");
        verifier.taken(snapshot(capture()), true);
        compare(capture());
        assertThat(counted).containsEntry("stream.verify.equal", 1L);
    }

    @AfterEach
    void close() {
        server.close();
    }

    /**
     * What tmux throws away before an answer is missing in the log when the answer comes: for a moment, or for ever,
     * but then the pane is gone.
     */
    @Test
    void aCaptureThatStandsTooEarlyOnceRingsNoAlarm() {
        Capture before = capture();
        type("early");
        compare(capture());
        compare(before);
        type("again");
        compare(capture());
        assertThat(counted).doesNotContainKey(DIFFERENCES).containsEntry("stream.verify.equal", 2L);
        assertThat(corrections).isEmpty();
    }

    @Test
    void aDifferenceThatStaysIsToldOnceAndMended() {
        type("not in the log");
        compare(capture());
        compare(capture());
        assertThat(counted).containsEntry(DIFFERENCES, 1L);
        assertThat(corrections).hasSize(1);
        compare(capture());
        assertThat(counted).containsEntry(DIFFERENCES, 1L).containsEntry("stream.verify.equal", 2L);
    }

    @Test
    void viewersThatBeginAnewTakeTheDoubtWithThem() {
        type("paused");
        compare(capture());
        verifier.taken(snapshot(capture()), true);
        type("once more");
        compare(capture());
        assertThat(counted).doesNotContainKey(DIFFERENCES);
    }

    private void compare(Capture capture) {
        verifier.captured(capture, tracked(capture), log.head(), Optional.empty());
    }

    private void type(String text) {
        server.tmux("send-keys", "-t", "s", text, "Enter");
        Awaitility.await()
                .until(() -> server.tmux("capture-pane", "-p", "-t", "s").contains(text + "\n" + text));
    }

    private Capture capture() {
        List<byte[]> bodies = new ArrayList<>();
        for (List<String> command : Capture.commands("%0", 0)) {
            bodies.add(server.tmux(command.toArray(String[]::new)).getBytes(StandardCharsets.UTF_8));
        }
        return Capture.parse(bodies, 0);
    }

    private Snapshot snapshot(Capture of) {
        byte[] data = SnapshotWriter.write(of, tracked(of));
        return new Snapshot(log.head(), new io.tmuxbridge.TerminalSize(80, 24), 0, false, ByteBuffer.wrap(data));
    }

    private static Tracked tracked(Capture capture) {
        TerminalState state = new TerminalState(80, 24);
        state.sync(capture.state());
        return state.tracked();
    }

    private final class Counters implements BridgeMetrics {
        @Override
        public void add(String counter, long delta) {
            counted.merge(counter, delta, Long::sum);
        }

        @Override
        public void gauge(String name, LongSupplier value) {}
    }

    private static final class Nobody implements PaneListener {
        @Override
        public void advanced() {}

        @Override
        public void corrected(Snapshot snapshot) {}

        @Override
        public boolean isOverrun() {
            return false;
        }

        @Override
        public boolean mayHaveToSkip() {
            return false;
        }

        @Override
        public void event(PaneEvent event) {}

        @Override
        public void ended(PaneEnd end) {}
    }
}
