package io.tmuxbridge.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.access.NotAdmitted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the log tells of those who were not let in. */
class RefusalLogTest {

    private final AtomicLong now = new AtomicLong(7);
    private final List<String> warned = new ArrayList<>();
    private final RefusalLog log = new RefusalLog(now::get, warned::add);

    @Test
    void somebodyWhomTheServerKnowsIsToldOnceAMinuteWithWhatTheyLack() {
        for (int i = 0; i < 100; i++) {
            log.principal(new NotAdmitted("ada", "has none of the roles OPS, STAFF"), "192.0.2.9");
        }
        assertThat(warned)
                .containsExactly(
                        "ada (192.0.2.9) is signed in, but not admitted to terminals: has none of the roles OPS, STAFF");
        log.principal(() -> "ben", "192.0.2.9");
        assertThat(warned).hasSize(2);
        now.addAndGet(TimeUnit.MINUTES.toNanos(1));
        log.principal(new NotAdmitted("ada", "has none of the roles OPS, STAFF"), "192.0.2.9");
        assertThat(warned).hasSize(3);
    }

    @Test
    void aNameStaysOnItsLine() {
        log.principal(() -> "e\nve" + "!".repeat(1000), "192.0.2.9");
        assertThat(warned).singleElement().asString().startsWith("e?ve!!!").hasSizeLessThan(400);
    }
}
