package io.tmuxbridge.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.core.log.LogRead;
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

    /** The bug: who waited for a capture by its number was told of none when more had been printed since. */
    @Test
    void aSnapshotThatWasAskedForIsThereHoweverMuchWasPrintedSince() {
        stream.captured(capture(), REQUEST);
        byte[] much = "x".repeat(BridgeLimits.DEFAULTS.logBytesPerPane()).getBytes(StandardCharsets.UTF_8);
        stream.bytes(much, 0, much.length);
        assertThat(stream.snapshot(1, 0, BridgeLimits.DEFAULTS, false)).isPresent();
        assertThat(stream.snapshot(2, 0, BridgeLimits.DEFAULTS, false)).isEmpty();
        assertThat(stream.snapshot(0, 0, BridgeLimits.DEFAULTS, false)).isEmpty();
    }

    /**
     * The bug: it was a barrier like any other, and who came back from before it did not learn that bytes are missing.
     */
    @Test
    void theFirstScreenBehindBytesThatNobodyReadStandsForThem() {
        stream.captured(capture(), REQUEST);
        long before = stream.log().head();
        stream.discontinued(false);
        stream.captured(capture(), new CaptureWants.Request(2, 0, true, true, false, false));
        assertThat(stream.log().read(before, 4))
                .isInstanceOfSatisfying(
                        LogRead.Barrier.class, at -> assertThat(at.stands()).isTrue());
        long then = stream.log().head();
        stream.captured(capture(), new CaptureWants.Request(3, 0, true, false, false, false));
        assertThat(stream.log().read(then, 4))
                .isInstanceOfSatisfying(
                        LogRead.Barrier.class, at -> assertThat(at.stands()).isFalse());
    }

    /** Of what a pane prints behind a screen there is as little as of what it prints before. */
    @Test
    void whatThePaneGoesOnWithBehindAScreenStandsForBytesToo() {
        stream.captured(capture(), REQUEST);
        stream.discontinued(false);
        stream.captured(capture(), new CaptureWants.Request(2, 0, true, false, false, true));
        long behind = stream.log().head();
        stream.captured(capture(), new CaptureWants.Request(3, 0, true, true, false, false));
        assertThat(stream.log().read(behind, 4))
                .isInstanceOfSatisfying(
                        LogRead.Barrier.class, at -> assertThat(at.stands()).isTrue());
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
