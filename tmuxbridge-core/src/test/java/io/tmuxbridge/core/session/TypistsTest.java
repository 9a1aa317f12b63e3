package io.tmuxbridge.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TypistsTest {

    private final AtomicLong nanos = new AtomicLong(7);
    private final Typists typists = new Typists(nanos::get);

    @Test
    void theSameOneIsToldOnceASecond() {
        assertThat(typists.isNews("ada")).isTrue();
        assertThat(after(999, "ada")).isFalse();
        assertThat(after(1, "ada")).isTrue();
        assertThat(after(1, "ada")).isFalse();
    }

    @Test
    void anotherOneIsToldAtOnceButNotMoreThanTenTimesASecond() {
        assertThat(typists.isNews("ada")).isTrue();
        assertThat(after(99, "bob")).isFalse();
        assertThat(after(1, "bob")).isTrue();
        assertThat(after(100, "ada")).isTrue();
    }

    private boolean after(int millis, String clientId) {
        nanos.addAndGet(millis * 1_000_000L);
        return typists.isNews(clientId);
    }
}
