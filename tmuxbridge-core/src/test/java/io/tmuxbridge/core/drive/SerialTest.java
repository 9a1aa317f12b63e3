package io.tmuxbridge.core.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SerialTest {

    private final Deque<Runnable> workers = new ArrayDeque<>();
    private final Serial serial = new Serial(workers::addLast);
    private final List<String> done = new ArrayList<>();

    /** The bug: whether a driver may still see its pane was looked at behind all the calls it had made. */
    @Test
    void whatIsFirstIsDoneBeforeAllThatWaits() {
        serial.offer(
                () -> {
                    done.add("call under way");
                    serial.first(() -> done.add("look"));
                },
                1);
        for (int i = 0; i < 3; i++) {
            serial.offer(() -> done.add("call"), 1);
        }
        workers.removeFirst().run();
        assertThat(done).containsExactly("call under way", "look", "call", "call", "call");
        serial.first(() -> done.add("look at rest"));
        workers.removeFirst().run();
        assertThat(done).last().isEqualTo("look at rest");
    }
}
