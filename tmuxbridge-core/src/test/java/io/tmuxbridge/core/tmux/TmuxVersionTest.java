package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Versions and what they can do. */
class TmuxVersionTest {

    @Test
    void versionsAreOrderedAsTheyWereReleased() {
        List<String> order = List.of(
                "2.8", "3.0a", "3.2", "3.2a", "3.3", "3.3a", "3.4", "3.5a", "3.6", "3.6b", "3.7c", "3.10", "master");
        for (int i = 1; i < order.size(); i++) {
            assertThat(TmuxVersion.parse("tmux " + order.get(i)))
                    .isGreaterThan(TmuxVersion.parse("tmux " + order.get(i - 1)));
        }
    }

    @Test
    void developmentBuildsCountAsWhatTheyLeadTo() {
        assertThat(TmuxVersion.parse("tmux next-3.8\n")).isEqualTo(new TmuxVersion(3, 8, ""));
        assertThat(TmuxVersion.parse("3.5-rc2").atLeast(3, 5)).isTrue();
        assertThat(TmuxVersion.parse("tmux openbsd-7.6").atLeast(99, 9)).isTrue();
        assertThat(TmuxVersion.parse("tmux openbsd-7.6")).hasToString("openbsd-7.6");
        assertThat(TmuxVersion.parse("tmux 3.3a")).hasToString("3.3a");
    }

    @Test
    void whatIsNoVersionIsRefused() {
        for (String text : List.of("", "tmux", "screen 4.9", "tmux 3", "usage: tmux")) {
            assertThatThrownBy(() -> TmuxVersion.parse(text)).hasMessageContaining("'" + text + "'");
        }
    }

    @Test
    void capabilitiesComeWithVersions() {
        assertThat(TmuxCapability.all(TmuxVersion.parse("3.2a"))).containsExactly(TmuxCapability.PIPE_DRAIN_NEEDED);
        assertThat(TmuxCapability.all(TmuxVersion.parse("3.3a")))
                .contains(TmuxCapability.PER_WINDOW_SIZE, TmuxCapability.PIPE_DRAIN_NEEDED)
                .doesNotContain(TmuxCapability.CAPTURE_TRAILING_CELLS);
        assertThat(TmuxCapability.all(TmuxVersion.parse("3.6b")))
                .contains(TmuxCapability.CURSOR_SHAPE_FORMATS, TmuxCapability.PIPE_DRAIN_NEEDED)
                .doesNotContain(TmuxCapability.MODE_FORMATS);
        assertThat(TmuxCapability.all(TmuxVersion.parse("3.7")))
                .contains(TmuxCapability.MODE_FORMATS)
                .doesNotContain(TmuxCapability.PIPE_DRAIN_NEEDED);
    }
}
