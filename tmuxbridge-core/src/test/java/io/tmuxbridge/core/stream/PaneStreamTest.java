package io.tmuxbridge.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.tmuxbridge.core.terminal.Capture;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What snapshots of a stream show that no capture tells. */
class PaneStreamTest {

    private static final CaptureWants.Request REQUEST = new CaptureWants.Request(1, 0, false, false, false, false);

    private final PaneStream stream = new PaneStream(
            ContextOfTests.of("never-started", BridgeMetrics.NONE),
            mock(PaneListener.class),
            new Recapture(mock(CaptureWants.class), () -> {}),
            () -> "%0");

    /** The bug: who could not be told all of a program that has ended was shown its last screen in other colours. */
    @Test
    void theLastScreenHasTheColoursThatTheProgramSet() {
        stream.captured(capture(), REQUEST);
        byte[] colour = "\033]11;#405060\007".getBytes(StandardCharsets.UTF_8);
        stream.bytes(colour, 0, colour.length);
        stream.captured(capture(), REQUEST);
        String before = latest();
        assertThat(before).contains("]11;");

        stream.ended(capture(), REQUEST);
        assertThat(latest()).isEqualTo(before);
    }

    private String latest() {
        return StandardCharsets.UTF_8
                .decode(stream.latest().orElseThrow().snapshot().data().duplicate())
                .toString();
    }

    private static Capture capture() {
        String state = "10:4:0:0:1:0:4294967295:4294967295:0:0:0:1:0:0:3:8,:0:0:0:0:0:0:0:0:4711:1:1::::::::";
        byte[] none = new byte[0];
        return Capture.parse(List.of(state.getBytes(StandardCharsets.UTF_8), none, none, none, none, none), 0);
    }
}
