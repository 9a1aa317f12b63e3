package io.tmuxbridge.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CaptureWantsTest {

    /** The bug: a screen took the wish with it, and who wanted the lines waited for them without end. */
    @Test
    void whatIsWantedAboveTheScreenComesWhenThePaneGoesOn() {
        CaptureWants wants = new CaptureWants(1000);
        wants.screensOnly(0);
        wants.want(5000);
        assertThat(wants.next().orElseThrow().screen()).isTrue();
        wants.done();
        wants.goOn();
        assertThat(wants.next().orElseThrow().history()).isEqualTo(5000);
        wants.done();
        wants.want(0);
        assertThat(wants.next().orElseThrow().history()).isEqualTo(1000);
    }
}
