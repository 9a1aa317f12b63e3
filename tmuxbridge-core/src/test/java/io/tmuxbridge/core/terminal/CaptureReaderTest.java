package io.tmuxbridge.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.testkit.Fuzz;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CaptureReaderTest {

    @Test
    void attributesCarryOverFromRowToRow() {
        List<Row> rows = read("\u001b[41mred\nstill\n");

        assertThat(rows.get(1).runs().get(0).pen().background()).isEqualTo("41");
    }

    @Test
    void rowsAreCountedByLineFeedsAndTheLastMayLackIt() {
        assertThat(read("a\n\nb\n")).hasSize(3);
        assertThat(read("a\n\nb")).hasSize(3);
        assertThat(read("")).isEmpty();
    }

    @Test
    void onlyAttributesAndHyperlinksPass() {
        List<Row> rows = read(
                "a\u001b[6n\u001b[2Jb\u001b]0;title\u0007c\u001b]52;c;AAAA\u001b\\d\u0007\u0008e\u009b6nf\u007f\n");

        assertThat(text(rows.get(0))).isEqualTo("abcde6nf");
    }

    @Test
    void aSequenceCutByTheEndOfItsRowDoesNotEatTheNext() {
        List<Row> rows = read("a\u001b]8;;http://x\nb\u001b[31\nc\n");

        assertThat(rows).hasSize(3);
        assertThat(text(rows.get(2))).isEqualTo("c");
        assertThat(rows.get(2).runs().get(0).link()).isEmpty();
    }

    @Test
    void hyperlinksAreKeptWithTheirParameters() {
        Row row =
                read("\u001b]8;id=7;http://x/\u001b\\in\u001b]8;;\u001b\\out\n").get(0);

        assertThat(row.runs().get(0).link()).isEqualTo("id=7;http://x/");
        assertThat(row.runs().get(1).link()).isEmpty();
    }

    @Test
    void wideCharactersAndMarksTakeTheirColumns() {
        assertThat(read("世e\u0301x\n").get(0).width()).isEqualTo(4);
    }

    @Test
    void whatIsJoinedSharesTheCellOfTheFirst() {
        Row row = read("\uD83D\uDC69\u200D\uD83D\uDC67x\n").get(0);

        assertThat(row.width()).isEqualTo(3);
        assertThat(text(row)).isEqualTo("\uD83D\uDC69x");
    }

    @Test
    void aCharacterOfDoubtfulWidthIsARunOfItsOwn() {
        Row row = read("ab\u4dc0cd\n").get(0);

        assertThat(row.runs()).hasSize(3);
        assertThat(row.runs().get(1).certain()).isFalse();
        assertThat(row.doubtful()).isTrue();
    }

    @Test
    void lineDrawingIsMarkedAndItsArrowsAreDrawn() {
        Row row = read("\u000eq+\u000fq\n").get(0);

        assertThat(row.runs().get(0).graphics()).isTrue();
        assertThat(row.runs().get(1).text()).isEqualTo("\u2192");
        assertThat(row.runs().get(2).graphics()).isFalse();
        assertThat(row.text()).isEqualTo("q+q");
    }

    @Test
    void aTabIsBlanksUpToTheNextStop() {
        assertThat(read("ab\tc\n").get(0).width()).isEqualTo(9);
        assertThat(read("ab\tc\n", TabStops.of(80, "4,40")).get(0).width()).isEqualTo(5);
        assertThat(read("abcd\tc\n", TabStops.of(80, "4,40")).get(0).width()).isEqualTo(41);
    }

    /** The bug: it went on to column 80, and the row was one column too wide for the screen. */
    @Test
    void aTabBehindTheLastStopEndsBeforeTheLastColumn() {
        String row = " ".repeat(73) + "a\tX\n";

        assertThat(read(row, TabStops.of(80, "8,16,24,32,40,48,56,64,72"))
                        .get(0)
                        .width())
                .isEqualTo(80);
    }

    /** As input.c of tmux 3.6 stores tabs: cells up to the next stop, or to the last column. */
    @Test
    void aRowIsAsWideAsTmuxHasIt() {
        Fuzz.run("rows with tabs", random -> {
            int cols = 2 + random.nextInt(100);
            BitSet stops = new BitSet();
            for (int i = random.nextInt(12); i > 0; i--) {
                stops.set(random.nextInt(cols));
            }
            StringBuilder row = new StringBuilder();
            int column = 0;
            while (column < cols && random.nextInt(30) > 0) {
                if (column < cols - 1 && random.nextInt(3) == 0) {
                    row.append('\t');
                    do {
                        column++;
                    } while (column < cols - 1 && !stops.get(column));
                } else {
                    boolean wide = column < cols - 1 && random.nextInt(8) == 0;
                    row.append(wide ? '世' : 'a');
                    column += wide ? 2 : 1;
                }
            }
            String told = stops.stream().mapToObj(String::valueOf).collect(Collectors.joining(","));

            assertThat(read(row + "\n", TabStops.of(cols, told)).get(0).width()).isEqualTo(column);
        });
    }

    @Test
    void aTabThatWasPrintedWithOtherStopsDoesNotMakeTheRowWider() {
        Row row = read("a".repeat(9) + "\t\t", TabStops.of(10, "8")).get(0);

        assertThat(row.width()).isEqualTo(10);
        assertThat(row.text()).endsWith("\t\t");
    }

    @Test
    void invalidBytesAreReplacedNotPassedOn() {
        List<Row> rows = CaptureReader.read(new byte[] {'a', (byte) 0xff, 'b', '\n'}, TabStops.NONE);

        assertThat(text(rows.get(0))).isEqualTo("a\ufffdb");
    }

    private static List<Row> read(String text) {
        return read(text, TabStops.of(80, "8,16,24,32,40,48,56,64,72"));
    }

    private static List<Row> read(String text, TabStops tabs) {
        return CaptureReader.read(Captures.bytes(text), tabs);
    }

    private static String text(Row row) {
        StringBuilder out = new StringBuilder();
        row.runs().forEach(run -> out.append(run.text()));
        return out.toString();
    }
}
