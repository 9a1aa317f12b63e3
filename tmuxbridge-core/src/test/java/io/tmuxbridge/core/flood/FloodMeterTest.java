package io.tmuxbridge.core.flood;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is a flood and what is much output. */
class FloodMeterTest {

    private static final long MILLIS = 1_000_000;

    private final FloodMeter meter = new FloodMeter(4000);

    @Test
    void aQuarterOfASecondsWorthWithinThatTimeIsAFlood() {
        assertThat(meter.printed(500, 10_000 * MILLIS)).isFalse();
        assertThat(meter.printed(499, 10_250 * MILLIS)).isFalse();
        assertThat(meter.printed(1, 10_250 * MILLIS)).isTrue();
    }

    @Test
    void theSameInALongerTimeIsNone() {
        for (int i = 0; i < 100; i++) {
            assertThat(meter.printed(999, (10_000 + i * 251L) * MILLIS)).isFalse();
        }
    }

    @Test
    void whatWasDealtWithDoesNotCount() {
        assertThat(meter.printed(1000, 10_000 * MILLIS)).isTrue();
        meter.reset();
        assertThat(meter.printed(999, 10_001 * MILLIS)).isFalse();
    }
}
