package io.tmuxbridge.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TerminalSize;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class OutputLogTest {

    private static final int CAPACITY = 64 * 1024;

    private final OutputLog log = new OutputLog(CAPACITY);

    private void resize(int times, int bytesOfEach) {
        for (int i = 0; i < times; i++) {
            log.append(new byte[] {'x'}, 0, 1);
            log.barrier(new Snapshot(0, new TerminalSize(80, 24), 0, false, ByteBuffer.allocate(bytesOfEach)), false);
        }
    }

    /** The bug: the fifth size in a drag of a window's edge forgot what a viewer on a slow line still had to read. */
    @Test
    void manySizesInASecondForgetNothingOfWhatThereIsRoomFor() {
        log.append(new byte[CAPACITY / 2], 0, CAPACITY / 2);
        resize(32, 256);
        assertThat(log.holds(0)).isTrue();
        assertThat(log.read(0, CAPACITY))
                .isInstanceOfSatisfying(
                        LogRead.Bytes.class, read -> assertThat(read.end()).isEqualTo(CAPACITY / 2 + 1));
        assertThat(log.read(CAPACITY / 2 + 1, CAPACITY))
                .isInstanceOfSatisfying(
                        LogRead.Barrier.class,
                        read -> assertThat(read.between()).isEqualTo(31));
    }

    @Test
    void theSnapshotsOfMoreThanAFewBarriersHoldTheirShareAtMost() {
        resize(4, CAPACITY);
        assertThat(log.holds(0)).as("a few, however large they are").isTrue();
        resize(1, CAPACITY);
        assertThat(log.base()).isEqualTo(2);
        resize(100, 0);
        assertThat(log.head()).isEqualTo(210);
        assertThat(log.base()).as("sixty-four, however small they are").isEqualTo(2 * (105 - 64));
    }

    /** They stand for bytes that nobody has: who comes back from before them is to be told that output is missing. */
    @Test
    void screensOfAFloodLeadNobodyWhoComesBackAcrossMoreThanAFew() {
        for (int i = 0; i < 5; i++) {
            log.screen(new Snapshot(0, new TerminalSize(80, 24), 0, false, ByteBuffer.allocate(10)), false);
        }
        assertThat(log.base()).isEqualTo(1);
        assertThat(log.holds(0)).isFalse();
    }
}
