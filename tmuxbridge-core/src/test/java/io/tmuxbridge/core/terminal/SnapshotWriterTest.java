package io.tmuxbridge.core.terminal;

import static io.tmuxbridge.core.terminal.Captures.FRESH;
import static io.tmuxbridge.core.terminal.Captures.snapshot;
import static io.tmuxbridge.core.terminal.Captures.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.core.terminal.Tracked.Charsets;
import io.tmuxbridge.core.terminal.Tracked.SavedCursor;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written; that emulators make tmux's screen of it is shown by tmuxbridge-web/conformance. */
class SnapshotWriterTest {

    private static final String BLANK = "\n\n\n\n";

    @Test
    void aSnapshotBeginsByResettingTheEmulator() {
        assertThat(snapshot(Captures.of(FRESH, BLANK))).startsWith("^[c");
    }

    @Test
    void anEmptyScreenIsAFewBytes() {
        assertThat(snapshot(Captures.of(FRESH, BLANK))).hasSizeLessThan(40);
    }

    @Test
    void blanksNobodySeesAreLeftOut() {
        assertThat(snapshot(Captures.of(FRESH, "ab      \n   \ncd\n\n"))).contains("ab\r\n\r\ncd^[");
    }

    @Test
    void colouredBlanksAreKept() {
        assertThat(snapshot(Captures.of(FRESH, "a\u001b[41m  \u001b[49m\n\n\n\n")))
                .contains("a^[41m  ".replace("^[", "^[["));
    }

    @Test
    void aRowColouredToTheEdgeIsErasedToIt() {
        assertThat(snapshot(Captures.of(FRESH, "a\u001b[41m         \u001b[49m\n\n\n\n")))
                .contains("a^[[41m^[[K");
    }

    @Test
    void aLineFeedNeverComesWithABackgroundInForce() {
        assertThat(snapshot(Captures.of(FRESH, "\u001b[41ma\nb\u001b[49m\n\n\n")))
                .contains("^[[41ma^[[m\r\n^[[41mb^[[m");
    }

    @Test
    void historyIsScrolledAwayThoughTheLastBlankRowIsMissing() {
        byte[] rows = Captures.bytes("old\nnew\n\n\n");
        Capture capture =
                new Capture(StateFormat.parse(state(21, 1)), rows, rows, new byte[0], new byte[0], new byte[0], 100);

        assertThat(snapshot(capture)).contains("old\r\nnew\r\n\r\n\r\n^[");
    }

    @Test
    void wrappedRowsAreWrittenWithoutALineFeedBetween() {
        Capture capture = Captures.of(FRESH, "abcdefghij\nkl\n\n\n", "abcdefghijkl\n\n\n", "");

        assertThat(snapshot(capture)).contains("abcdefghijkl");
    }

    @Test
    void aWrappedRowThatWasClearedAtItsEndStillWraps() {
        Capture capture = Captures.of(FRESH, "abc\nkl\n\n\n", "abckl\n\n\n", "");

        assertThat(snapshot(capture)).contains("abc^[[10G kl");
    }

    @Test
    void aWrappedRowWithABackgroundDoesNotColourTheWholeLine() {
        Capture capture = Captures.of(FRESH, "abcdefghij\n\u001b[41mk\u001b[49m\n\n\n", "abcdefghijk\n\n\n", "");

        assertThat(snapshot(capture)).contains("abcdefghij \r^[[41mk");
    }

    /** A move over a gap does not wrap: the row wrapped into was written over the one above. */
    @Test
    void aWrappedRowThatBeginsWithAGapIsReached() {
        String gap = "       ";
        Capture capture = Captures.of(
                FRESH, "abcdefghij\n" + gap + "\u001b[7mx\u001b[27m\n\n\n", "abcdefghij" + gap + "x\n\n\n", "");

        assertThat(snapshot(capture)).contains("abcdefghij \r^[[7C^[[7mx");
    }

    @Test
    void aRowOfDoubtfulWidthNamesItsColumnsAndDoesNotWrap() {
        assertThat(snapshot(Captures.of(FRESH, "a\u4dc0b\n\n\n\n"))).contains("^[[?7la\u4dc0^[[4G^[[Kb^[[?7h");
    }

    @Test
    void historyScrollsAwayBeforeTheScreen() {
        assertThat(snapshot(Captures.of(FRESH, "old\none\n\n\n\n"))).contains("old\r\none\r\n\r\n\r\n");
    }

    @Test
    void theMainScreenComesBeforeTheAlternateOneWithItsCursor() {
        Capture capture = Captures.of(state(5, 1, 6, 2, 7, 1), "old\nalt\n\n\n\n", "old\nalt\n\n\n\n", "main\n\n\n\n");

        assertThat(snapshot(capture)).containsSubsequence("old\r\nmain", "^[[2;3H^[[?1049h", "alt");
    }

    @Test
    void aCursorThatWaitsAtTheEdgeIsPutThereByItsLastCell() {
        Capture capture = Captures.of(state(2, 10, 3, 1), "\n12345678\u001b[31m世\u001b[39m\n\n\n");

        assertThat(snapshot(capture)).contains("^[[2;9H^[[31m世^[[m");
    }

    @Test
    void originModeCountsFromTheMargin() {
        Capture capture = Captures.of(state(12, 1, 13, 1, 14, 2, 2, 4, 3, 2), BLANK);

        assertThat(snapshot(capture)).containsSubsequence("^[[2;3r", "^[[?6h", "^[[2;5H");
    }

    /** Mode 47 saves none. */
    @Test
    void anAlternateScreenWithoutASavedCursorHasItAtTheTopLeft() {
        assertThat(snapshot(Captures.of(state(5, 1), "alt\n", "alt\n", "main\n")))
                .contains("main^[[1;1H^[[?1049h");
    }

    /** It has more rows than the pane when that was made smaller meanwhile; tmux drops those at its end. */
    @Test
    void blankRowsBelowALargerMainScreenDoNotPushItIntoTheHistory() {
        assertThat(snapshot(Captures.of(state(5, 1, 6, 0, 7, 1), "alt\n", "alt\n", "main\n$\n\n\n\n\n")))
                .contains("main\r\n$^[[2;1H^[[?1049h");
    }

    /** tmux keeps half of a wide character that was pushed to the edge, and capture-pane prints all of it. */
    @Test
    void aRowThatIsWiderThanThePaneIsCutOffThere() {
        assertThat(snapshot(Captures.of(FRESH, "12345678 \u4e16\u0301\nnext\n")))
                .contains("12345678\r\nnext")
                .doesNotContain("\u4e16");
        assertThat(snapshot(Captures.of(state(2, 10), "123456789\u4e16\nnext\n")))
                .contains("123456789\r\nnext", "^[[1;10H ");
        assertThat(snapshot(Captures.of(FRESH, "^[[31m1234567890123^[[m\nnext\n".replace("^[", "\033"))))
                .contains("^[[31m1234567890\r\n^[[mnext");
    }

    @Test
    void aRowThatWasCutOffStillWraps() {
        String rows = "123456789\u4e16\nnext\n";
        assertThat(snapshot(Captures.of(FRESH, rows, rows.replaceFirst("\n", ""), "")))
                .contains("123456789^[[10G next");
    }

    @Test
    void coloursThatTheProgramHasSetAreSetAndOthersAreAsTheViewerHasThem() {
        Fed fed = new Fed(10, 4);
        assertThat(snapshot(Captures.of(FRESH, BLANK), fed.state.tracked())).doesNotContain("^[]104", "^[]4;");

        fed.feed("\033]4;1;#ff0000;20;rgb:00/ff/00\007\033]10;#eeeeee\007\033]11;#111111\007");
        assertThat(snapshot(Captures.of(FRESH, BLANK), fed.state.tracked()))
                .contains("^[]104^[\\^[]110^[\\^[]111^[\\^[]4;1;rgb:ff/00/00;20;rgb:00/ff/00^[\\"
                        + "^[]10;rgb:ee/ee/ee^[\\^[]11;rgb:11/11/11^[\\");

        fed.feed("\033]104\007\033]110\007\033]111\007");
        assertThat(snapshot(Captures.of(FRESH, BLANK), fed.state.tracked()))
                .contains("^[]104^[\\^[]110^[\\^[]111^[\\^[]112")
                .doesNotContain("^[]4;", "^[]10;", "^[]11;");
    }

    @Test
    void aWholePaletteIsSetInSequencesThatNoReaderFindsTooLong() {
        Fed fed = new Fed(10, 4);
        for (int i = 0; i < 300; i++) {
            fed.feed("\033]4;" + i + ";#123456\007");
        }

        String snapshot = snapshot(Captures.of(FRESH, BLANK), fed.state.tracked());
        assertThat(snapshot).contains(";255;rgb:12/34/56").doesNotContain(";256;");
        assertThat(snapshot.split("\\^\\[")).allMatch(each -> each.length() < 1000);
    }

    @Test
    void tabStopsAreSetWhenTheyAreNotTheUsualOnes() {
        assertThat(snapshot(Captures.of(state(15, "3,5"), BLANK))).contains("^[[3g^[[4G^[H^[[6G^[H");
        assertThat(snapshot(Captures.of(FRESH, BLANK))).doesNotContain("^[[3g");
    }

    @Test
    void everyModeIsSet() {
        Capture capture = Captures.of(state(4, 0, 8, 1, 9, 1, 10, 1, 11, 0, 16, 1, 17, 1, 18, 1, 19, 1, 20, 1), BLANK);
        Tracked tracked = new Tracked(
                "0",
                Charsets.ASCII,
                Optional.empty(),
                true,
                2,
                OptionalInt.of(5),
                Optional.of("#ff0000"),
                Optional.empty(),
                SetColours.NONE);

        assertThat(snapshot(capture, tracked))
                .contains("^[[?25l", "^[[4h", "^[=", "^[[?1h", "^[[?7l", "^[[?1000h", "^[[?1002h", "^[[?1003h")
                .contains("^[[?1005h", "^[[?1006h", "^[[?2004h", "^[[>4;2m", "^[[5 q", "^[]12;#ff0000^[\\");
    }

    @Test
    void thePenComesLastSoThatNothingIsDrawnWithIt() {
        Tracked tracked = new Tracked(
                "0;1;31",
                new Charsets(true, false, true),
                Optional.empty(),
                false,
                0,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(";http://x/"),
                SetColours.NONE);

        assertThat(snapshot(Captures.of(FRESH, BLANK), tracked))
                .endsWith("^[[1;1H^[(0^[)B\u000e^[[0;1;31m^[]8;;http://x/^[\\");
    }

    @Test
    void theSavedCursorIsSavedWithItsPenAndSets() {
        SavedCursor saved = new SavedCursor(4, 2, "0;35", new Charsets(true, false, false));
        Tracked tracked = new Tracked(
                "0",
                Charsets.ASCII,
                Optional.of(saved),
                false,
                0,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                SetColours.NONE);

        assertThat(snapshot(Captures.of(FRESH, BLANK), tracked))
                .containsSubsequence("^[[3;5H^[(0", "^[[0;35m^[7^[[m^[(B", "^[[1;1H");
    }

    @Test
    void whatWasTrackedCannotCarryASequence() {
        Tracked tracked = new Tracked(
                "0;1m\u001b[6n",
                Charsets.ASCII,
                Optional.empty(),
                false,
                0,
                OptionalInt.empty(),
                Optional.of("red\u0007\u001b[6n"),
                Optional.of(";x\u001b\\\u001b[6n\u009c"),
                SetColours.NONE);

        assertThat(snapshot(Captures.of(FRESH, BLANK), tracked)).doesNotContain("^[[6n");
    }

    @Test
    void whateverWasCapturedTheSnapshotIsValidAndAsksNothing() throws CharacterCodingException {
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            byte[] rubbish = new byte[200];
            random.nextBytes(rubbish);
            for (int j = 0; j < 20; j++) {
                rubbish[random.nextInt(200)] = (byte) "\u001b[m\n;0]8\\\u000e".charAt(random.nextInt(10));
            }
            ScreenState state = StateFormat.parse(state(2, random.nextInt(11), 5, random.nextInt(2)));
            byte[] snapshot = SnapshotWriter.write(
                    new Capture(state, rubbish, rubbish, rubbish, rubbish, rubbish, 0), Tracked.INITIAL);

            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(snapshot))
                    .toString();
            assertThat(text).doesNotContainPattern("[\u0080-\u009f\u0000-\u0006\u0008\u0010-\u001a]");
            assertThat(text).doesNotContainPattern("\u001b(?![c78=H()\\[\\]\\\\])");
            assertThat(text).doesNotContainPattern("\u001b\\[[0-9;:?]*[^0-9;:?mHGKCrhlg]");
        }
    }
}
