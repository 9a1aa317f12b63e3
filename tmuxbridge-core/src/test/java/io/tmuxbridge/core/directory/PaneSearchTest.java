package io.tmuxbridge.core.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.core.terminal.TabStops;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where on the screen the matches are. */
class PaneSearchTest {

    /** The bug: tmux 3.6 prints tabs as tabs, and each was counted as no cell at all. */
    @Test
    void aTabTakesTheCellsUpToTheNextStop() {
        Map<String, ?> match = only("key", "a\tkey\tend");

        assertThat(match.get("column")).isEqualTo(2);
        assertThat(match.get("cell")).isEqualTo(8);
        assertThat(match.get("cells")).isEqualTo(3);
    }

    @Test
    void aTabInAMatchTakesAsManyAsItsPlaceGivesIt() {
        Map<String, ?> match = only("b\tc", "ab\tc");

        assertThat(match.get("cell")).isEqualTo(1);
        assertThat(match.get("cells")).isEqualTo(8);
    }

    @Test
    void theStopsOfARowBeginAnewInTheNextOne() {
        Map<String, ?> match = only("x\ty", "a".repeat(19) + "x", "\ty");

        assertThat(match.get("cell")).isEqualTo(19);
        assertThat(match.get("cells")).isEqualTo(1 + 8 + 1);
    }

    private static Map<String, ?> only(String text, String... rows) {
        BitSet wrapped = new BitSet();
        wrapped.set(0, rows.length - 1);
        LineSource lines = (paneId, start, end, ansi) ->
                new PaneHistory.Lines(List.of(rows), 0, 0, wrapped, TabStops.of(20, "8,16"), 0);
        List<Map<String, ?>> matches = new PaneSearch(text, false, 10).in(lines, "%1");
        assertThat(matches).hasSize(1);
        return matches.get(0);
    }
}
