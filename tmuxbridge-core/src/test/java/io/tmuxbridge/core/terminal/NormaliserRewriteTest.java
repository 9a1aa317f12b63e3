package io.tmuxbridge.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NormaliserRewriteTest {

    @Test
    void columnModeGoesHomeAndClears() {
        assertThat(Fed.normalised("\033[5;5H\033[?3h")).isEqualTo("\033[5;5H\033[H\033[2J");
    }

    @Test
    void repeatIsWrittenOutOnceAndUpToTheEndOfTheLine() {
        assertThat(Fed.normalised("x\033[3b\033[2b")).isEqualTo("xxxx");
        assertThat(new Fed(5, 3).feed("abc\033[9b")).isEqualTo("abccc");
        assertThat(Fed.normalised("é\033[3b")).isEqualTo("é");
        assertThat(Fed.normalised("x\r\033[3b")).isEqualTo("x\r");
    }

    @Test
    void alignmentPatternHasDefaultRenditionAndFreesTheRegion() {
        assertThat(Fed.normalised("\033[31m\033[2;5r\033#8"))
                .isEqualTo("\033[31m\033[2;5r\033[r\033[m\033#8\033[0;31m");
    }

    @Test
    void renditionIsSaidInFormsEveryEmulatorReadsAlike() {
        assertThat(Fed.normalised("\033[6m")).isEqualTo("\033[5m");
        assertThat(Fed.normalised("\033[38:2::1:2:3;48:5:7m")).isEqualTo("\033[38;2;1;2;3;48;5;7m");
        assertThat(Fed.normalised("\033[38:2:1:2:3m")).isEqualTo("\033[38;2;1;2;3m");
        assertThat(Fed.normalised("\033[38;5;999m")).isEqualTo("\033[39m");
        assertThat(Fed.normalised("\033[38;2;300;1;4m")).isEqualTo("\033[1;4m");
        assertThat(Fed.normalised("\033[10;26;1m")).isEqualTo("\033[1m");
        assertThat(Fed.normalised("\033[10m")).isEmpty();
    }

    @Test
    void theGraphicsThatOnlyTmuxDrawsAreSaidAsCharacters() {
        assertThat(Fed.normalised("\033(0q+,-.0q\033(B+0")).isEqualTo("\033(0q\u2192\u2190\u2191\u2193\u25aeq\033(B+0");
    }

    @Test
    void restoringTheCursorIsSaidInFull() {
        assertThat(Fed.normalised("\033[3;4H\033[1m\033(0\0337\033[m\033(B\033[H\0338"))
                .isEqualTo("\033[3;4H\033[1m\033(0\033[m\033(B\033[H\033[0;1m\033(0\033[3;4H");
    }

    @Test
    void theAlternateScreenComesBackWithCursorAndPen() {
        assertThat(Fed.normalised("\033[3;4H\033[32m\033[?1049h\033[H\033[m\033[?1049l"))
                .isEqualTo("\033[3;4H\033[32m\033[?1047h\033[H\033[m\033[?1047l\033[0;32m\033[3;4H");
    }

    @Test
    void theAlternateScreenBeginsWithoutThePensBackground() {
        assertThat(Fed.normalised("\033[44m\033[?1049h")).isEqualTo("\033[44m\033[49m\033[?1047h\033[44m");
    }

    @Test
    void originModeStaysHereAndPositionsAreOfTheWholeScreen() {
        assertThat(Fed.normalised("\033[5;9r\033[?6h\033[2;3H\033[A"))
                .isEqualTo("\033[5;9r\033[5;1H\033[6;3H\033[5;3H");
    }

    @Test
    void backspaceAtAPendingWrapGoesOneColumn() {
        assertThat(new Fed(5, 3).feed("abcde\b")).isEqualTo("abcde\033[1;5H");
    }

    @Test
    void backspaceGoesBackOverAWrap() {
        assertThat(new Fed(5, 3).feed("abcdef\r\b")).isEqualTo("abcdef\r\033[1;5H");
    }

    @Test
    void aPendingWrapSurvivesALineFeedAsTmuxHasIt() {
        assertThat(new Fed(5, 3).feed("abcde\nf")).isEqualTo("abcde\n\r\nf");
    }

    @Test
    void editingAtAPendingWrapDoesNothing() {
        assertThat(new Fed(5, 3).feed("abcde\033[P\033[@\033[X\033[K")).isEqualTo("abcde");
    }

    @Test
    void wrappingAtTheEndOfTheRegionDoesNotColourTheNewLine() {
        assertThat(new Fed(3, 1).feed("\033[44mabcd")).isEqualTo("\033[44mabc\033[49md\r\033[44md");
    }

    @Test
    void withoutWrapTheCursorStaysInTheLastColumn() {
        assertThat(new Fed(3, 2).feed("\033[?7labcd")).isEqualTo("\033[?7labc\033[1;3Hd\033[1;3H");
    }

    @Test
    void linesInsertedOutsideOfTheRegionMoveTheWholeScreen() {
        assertThat(new Fed(10, 9).feed("\033[3;5r\033[L")).isEqualTo("\033[3;5r\033[r\033[H\033[L\033[3;5r\033[H");
    }

    @Test
    void insertingUpToTheEndWhereTmuxHasNothingToMoveDoesNothing() {
        assertThat(new Fed(10, 9).feed("\033[3;5r\033[9L\033[10@")).isEqualTo("\033[3;5r");
    }

    @Test
    void scrollingUpFillsTheHistoryOfAViewer() {
        assertThat(new Fed(10, 4).feed("\033[2;2H\033[2S")).isEqualTo("\033[2;2H\033[4;2H\n\n\033[2;2H");
    }

    @Test
    void clearingTheScreenKeepsWhatWasOnItInTheHistory() {
        assertThat(new Fed(10, 4).feed("a\r\nb\033[2J")).isEqualTo("a\r\nb\033[4;1H\n\n\033[2;2H\033[2J");
        assertThat(new Fed(10, 4).feed("\033[?1049ha\033[2J")).isEqualTo("\033[?1047ha\033[2J");
    }

    @Test
    void erasingUpToTheLastCellNeverAsksWhatXtermFailsAt() {
        assertThat(new Fed(4, 2).feed("\033[2;4H\033[1J")).isEqualTo("\033[2;4H\033[2K\033[H\033[1J\033[2K\033[2;4H");
    }

    @Test
    void aCharacterNarrowerInTheViewerLeavesABlankBehindIt() {
        assertThat(Fed.normalised("🫠x")).isEqualTo("\033[2X🫠\033[1;3Hx");
    }

    @Test
    void aCharacterTheViewerCannotPlaceIsReplaced() {
        assertThat(Fed.normalised("a\u0600b")).isEqualTo("a\ufffdb");
        assertThat(Fed.normalised("a\ud83e\udd46b")).isEqualTo("a\ufffdb");
    }

    @Test
    void whatJoinsInTmuxDoesNotMoveTheViewer() {
        Fed fed = new Fed(80, 24);

        assertThat(fed.feed("👩\u200d💻x")).isEqualTo("👩x");
        assertThat(fed.state.cursorX()).isEqualTo(3);
    }

    @Test
    void combiningMarksAreDroppedWhereACellIsFull() {
        assertThat(Fed.normalised("e" + "\u0301".repeat(30))).isEqualTo("e" + "\u0301".repeat(10));
    }

    @Test
    void combiningMarksAreDroppedWhereAViewerWouldNotCombine() {
        assertThat(Fed.normalised("\u0301e\033[m\u0301x")).isEqualTo("e\033[mx");
    }

    @Test
    void aWideCharacterThatDoesNotFitWrapsWithoutTouchingTheLastCell() {
        assertThat(new Fed(3, 3).feed("ab漢")).isEqualTo("ab\r\n漢");
        assertThat(new Fed(3, 3).feed("\033[?7lab漢")).isEqualTo("\033[?7lab");
    }

    @Test
    void aResetIsSaidInPiecesAndKeepsTheAlternateScreen() {
        Fed fed = new Fed(20, 4);

        String out = fed.feed("\033[?1049h\033[?1000h\033[31m\033c");

        assertThat(out)
                .doesNotContain("\033c")
                .contains("\033[?1000l", "\033[3g", "\033[2J")
                .endsWith("\033[H");
        assertThat(fed.state.alternate()).isTrue();
        assertThat(fed.state.tracked().pen()).isEqualTo("0");
    }

    @Test
    void fromThreeFourOnAVariationSelectorMakesACellWide() {
        Fed fed = new Fed(80, 24, Dialect.of(3, 5), NormaliserListener.NONE);

        assertThat(fed.feed("❤\ufe0fx")).isEqualTo("❤\ufe0f\033[X\033[1;3Hx");
        assertThat(fed.state.cursorX()).isEqualTo(3);
    }

    @Test
    void fromThreeFourOnFlagsAndSkinTonesAreOneCell() {
        Fed fed = new Fed(80, 24, Dialect.of(3, 5), NormaliserListener.NONE);

        fed.feed("🇩🇪👍🏽👩\u200d💻");

        assertThat(fed.state.cursorX()).isEqualTo(6);
    }

    @Test
    void fromThreeFiveOnAnyCharacterIsRepeated() {
        assertThat(new Fed(80, 24, Dialect.of(3, 5), NormaliserListener.NONE).feed("é\033[2b"))
                .isEqualTo("ééé");
    }

    @Test
    void fromThreeSixOnAnInterruptedCharacterShows() {
        byte[] interrupted = {(byte) 0xe6, (byte) 0xbc, 'x'};

        assertThat(new Fed(80, 24, Dialect.of(3, 6), NormaliserListener.NONE).feed(interrupted))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("\ufffdx");
        assertThat(new Fed(80, 24).feed(interrupted)).asString().isEqualTo("x");
    }
}
