package io.tmuxbridge.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.core.terminal.Tracked.Charsets;
import io.tmuxbridge.core.terminal.Tracked.SavedCursor;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TerminalStateTest {

    @Test
    void aNewTerminalIsAsTmuxMakesIt() {
        assertThat(new TerminalState(80, 24).tracked()).isEqualTo(Tracked.INITIAL);
        assertThat(new TerminalState(80, 24).differenceFrom(told(0, 0))).isEmpty();
    }

    @Test
    void thePenIsFollowed() {
        Fed fed = new Fed(80, 24);

        fed.feed("\033[1;3;4:3;9;53;38;5;200;48;2;1;2;3;58:5:9m");

        assertThat(fed.state.tracked().pen()).isEqualTo("0;1;3;9;53;4:3;38;5;200;48;2;1;2;3;58;5;9");
        fed.feed("\033[22;24;39;92;103;59m");
        assertThat(fed.state.tracked().pen()).isEqualTo("0;3;9;53;92;103");
        fed.feed("\033[m");
        assertThat(fed.state.tracked().pen()).isEqualTo("0");
    }

    @Test
    void whatIsSavedIsFollowed() {
        Fed fed = new Fed(80, 24);

        fed.feed("\033[7;8H\033[31m\033)0\016\0337\033[H\033[m\017");

        assertThat(fed.state.tracked().saved())
                .contains(new SavedCursor(7, 6, "0;31", new Charsets(false, true, true)));
        fed.feed("\033[u");
        assertThat(fed.state.cursorX()).isEqualTo(7);
        assertThat(fed.state.cursorY()).isEqualTo(6);
        assertThat(fed.state.tracked().pen()).isEqualTo("0;31");
        assertThat(fed.state.tracked().charsets()).isEqualTo(new Charsets(false, true, true));
    }

    /** Whoever sends keys has to send what the program asked for: Shift and Enter, for example, are not Enter. */
    @Test
    void modifyOtherKeysIsFollowedAndToldAsTmuxTakesIt() {
        Fed fed = new Fed(80, 24);

        assertThat(fed.feed("\033[>4;2m\033[>4;2m")).isEqualTo("\033[>4;2m");
        assertThat(fed.state.tracked().otherKeys()).isEqualTo(2);
        assertThat(fed.feed("\033[>4;1m")).isEqualTo("\033[>4;1m");
        assertThat(fed.state.tracked().otherKeys()).isEqualTo(1);
        assertThat(fed.feed("\033[>4n")).isEqualTo("\033[>4;0m");
        assertThat(fed.state.tracked().otherKeys()).isZero();
        assertThat(fed.feed("\033[>4;1m\033[>m\033[>4;1m")).isEqualTo("\033[>4;1m\033[>4;0m\033[>4;1m");
        assertThat(fed.feed("\033c")).contains("\033[>4;0m");
        assertThat(fed.state.tracked().otherKeys()).isZero();
    }

    @Test
    void modesTmuxDoesNotTellAreFollowed() {
        Fed fed = new Fed(80, 24);

        assertThat(fed.feed("\033[?2004;1004h")).isEqualTo("\033[?2004h");
        fed.feed("\033[5 q\033]12;#102030\007");

        Tracked tracked = fed.state.tracked();
        assertThat(tracked.bracketedPaste()).isTrue();
        assertThat(tracked.cursorStyle()).isEqualTo(OptionalInt.of(5));
        assertThat(tracked.cursorColour()).contains("rgb:10/20/30");
        fed.feed("\033[?2004l\033]112\007");
        assertThat(fed.state.tracked().bracketedPaste()).isFalse();
        assertThat(fed.state.tracked().cursorColour()).isEmpty();
    }

    @Test
    void coloursAreFollowedUntilTheyAreReset() {
        Fed fed = new Fed(80, 24);
        fed.feed("\033]4;1;#ff0000;2;#00ff00;3;#0000ff\007\033]10;#eeeeee\007\033]11;#111111\007\033]4;1;?\007");
        assertThat(fed.state.tracked().colours())
                .isEqualTo(new SetColours(
                        true,
                        Map.of(1, "rgb:ff/00/00", 2, "rgb:00/ff/00", 3, "rgb:00/00/ff"),
                        Optional.of("rgb:ee/ee/ee"),
                        Optional.of("rgb:11/11/11")));

        fed.feed("\033]104;1;3\007\033]110\007");
        assertThat(fed.state.tracked().colours())
                .isEqualTo(
                        new SetColours(true, Map.of(2, "rgb:00/ff/00"), Optional.empty(), Optional.of("rgb:11/11/11")));

        fed.feed("\033c");
        assertThat(fed.state.tracked().colours())
                .isEqualTo(new SetColours(true, Map.of(), Optional.empty(), Optional.empty()));
    }

    @Test
    void whatTmuxTellsIsTakenOver() {
        TerminalState state = new TerminalState(10, 5);
        ScreenState told =
                StateFormat.parse("20:6:20:3:0:1:2:1:1:1:1:0:1:1:4:3,7:0:1:0:1:1:0:0:0:1:1:1" + Captures.UNTOLD);

        state.sync(told);

        assertThat(state.differenceFrom(told)).isEmpty();
        assertThat(state.cursorX()).isEqualTo(20);
    }

    @Test
    void whatOnlyLaterVersionsTellIsTakenOverWhereItIsTold() {
        Fed fed = new Fed(10, 4);
        fed.feed("\033[?2004h\033[>4;1m\033[4 q\033]12;#102030\007");

        fed.state.sync(StateFormat.parse(Captures.FRESH));
        Tracked untold = fed.state.tracked();
        assertThat(untold.bracketedPaste()).isTrue();
        assertThat(untold.otherKeys()).isEqualTo(1);
        assertThat(untold.cursorStyle()).hasValue(4);
        assertThat(untold.cursorColour()).contains("rgb:10/20/30");

        ScreenState told =
                StateFormat.parse(Captures.state(28, 0, 29, "on", 30, "Ext 2", 31, "bar", 32, 0, 34, "none"));
        assertThat(fed.state.differenceFrom(told)).contains("bracketedPaste: followed true, tmux false");
        fed.state.sync(told);
        Tracked taken = fed.state.tracked();
        assertThat(taken.bracketedPaste()).isFalse();
        assertThat(taken.otherKeys()).isEqualTo(2);
        assertThat(taken.cursorStyle()).hasValue(6);
        assertThat(taken.cursorColour()).isEmpty();
    }

    /** By mode 12, for example, which is no more for viewers than the user's option for it. */
    @Test
    void aCursorThatOnlyBlinksOtherwiseKeepsTheStyleThatViewersHave() {
        Fed fed = new Fed(10, 4);
        fed.feed("\033[4 q");

        fed.state.sync(StateFormat.parse(Captures.state(31, "underline", 32, 1)));

        assertThat(fed.state.tracked().cursorStyle()).hasValue(4);
    }

    @Test
    void theFirstDifferenceIsNamed() {
        TerminalState state = new TerminalState(80, 24);

        assertThat(state.differenceFrom(told(3, 4))).contains("cursorX: followed 0, tmux 3");
    }

    @Test
    void afterASnapshotNothingBuildsOnWhatOnlyOlderViewersHave() {
        Fed fed = new Fed(5, 3);
        fed.feed("abcde");

        fed.state.sync(StateFormat.parse(
                "5:3:5:0:1:0:4294967295:4294967295:0:0:0:1:0:0:2::0:0:0:0:0:0:0:0:1:1:1" + Captures.UNTOLD));

        assertThat(fed.feed("\u0301f")).isEqualTo("\r\nf");
    }

    @Test
    void viewersThatASnapshotPutIntoOriginModeAreTakenOutOfIt() {
        Fed fed = new Fed(5, 3);
        fed.feed("\033[2;3r\033[?6h");

        fed.state.sync(StateFormat.parse(
                "5:3:0:1:1:0:4294967295:4294967295:0:0:0:1:1:1:2::0:0:0:0:0:0:0:0:1:1:1" + Captures.UNTOLD));

        assertThat(fed.feed("x")).isEqualTo("\033[?6l\033[2;1Hx");
    }

    @Test
    void theMarginsThatASnapshotOfTheAlternateScreenGivesToBothAreTakenBackOnTheMainOne() {
        Fed fed = new Fed(5, 3);
        fed.state.sync(StateFormat.parse("5:3:0:0:1:1:0:0:0:0:0:1:0:0:1::0:0:0:0:0:0:0:0:1:1:1" + Captures.UNTOLD));
        fed.feed("\033[r");

        assertThat(fed.feed("\033[?1049lx")).contains("\033[r");
    }

    /** tmux brings back what it saved, and without that leaves the cursor where it is (screen_alternate_off). */
    @Test
    void leavingAnAlternateScreenThatWasNeverEnteredMovesNothing() {
        Fed fed = new Fed(10, 4);
        fed.state.sync(StateFormat.parse(Captures.state(2, 3, 3, 1)));

        assertThat(fed.feed("\033[?1049lx")).isEqualTo("x");
        assertThat(fed.state.cursorX()).isEqualTo(4);
        assertThat(fed.state.cursorY()).isEqualTo(1);
    }

    /** tmux switched without it (mode 47), or has emptied the screen for another program. */
    @Test
    void aSavedCursorThatTmuxDoesNotHaveIsForgotten() {
        Fed fed = new Fed(10, 4);
        fed.feed("\033[3;4H\033[?1049h\033[?1049l\033[H");

        fed.state.sync(StateFormat.parse(Captures.FRESH));

        assertThat(fed.feed("\033[?1049lx")).isEqualTo("x");
    }

    /** tmux gives it the new size only then, and joins and breaks its lines. */
    @Test
    void whatAMainScreenLooksLikeThatWasResizedMeanwhileOnlyTmuxKnows() {
        Fed fed = new Fed(10, 4);
        fed.feed("\033[?1049h");
        fed.state.resize(8, 4);
        assertThat(fed.state.takeUntold()).isFalse();

        fed.feed("\033[?1049l");
        assertThat(fed.state.takeUntold()).isTrue();
        assertThat(fed.state.takeUntold()).isFalse();

        fed.feed("\033[?1049h\033[?1049l");
        assertThat(fed.state.takeUntold()).isFalse();
    }

    /** From 3.4 on tmux may draw it: then it moves the cursor, and scrolls, by a height that only it knows. */
    @Test
    void whereASixelImageEndsOnlyTmuxKnows() {
        Fed fed = new Fed(10, 4, Dialect.of(3, 4), NormaliserListener.NONE);
        assertThat(fed.feed("\033P0;0q\"1;1;9;9#0~~@@")).isEmpty();
        assertThat(fed.state.takeUntold()).isFalse();
        fed.feed("\033\\");
        assertThat(fed.state.takeUntold()).isTrue();

        fed.feed("\033P$qm\033\\\033P+q544e\033\\\033Ptmux;q\033\\");
        assertThat(fed.state.takeUntold()).isFalse();

        Fed older = new Fed(10, 4);
        older.feed("\033Pq~\033\\");
        assertThat(older.state.takeUntold()).isFalse();
    }

    @Test
    void soItIsWhenItWasResizedWhileBytesWereMissing() {
        Fed before = new Fed(10, 4);
        before.feed("\033[?1049h");
        Fed fed = new Fed(8, 4);
        fed.state.goOnFrom(before.state, true);
        fed.state.sync(StateFormat.parse(Captures.state(0, 8, 5, 1)));

        fed.feed("\033[?1049l");

        assertThat(fed.state.takeUntold()).isTrue();
    }

    /** tmux does not switch then, and neither saves nor brings back anything (screen_write_alternateon). */
    @Test
    void withoutTheOptionForItThereIsNoAlternateScreen() {
        Fed fed = new Fed(10, 4);
        fed.state.sync(StateFormat.parse(Captures.state(25, "0")));

        assertThat(fed.feed("a\033[?1049hb\033[31m\033[?1049lc\033[?47hd")).isEqualTo("ab\033[31mcd");
        assertThat(fed.state.alternate()).isFalse();
        assertThat(fed.state.cursorX()).isEqualTo(4);
    }

    @Test
    void withoutTheOptionForItAScreenThatIsClearedIsNotInTheHistory() {
        String lines = "a\r\nb\033[2J";
        assertThat(new Fed(10, 4).feed(lines)).contains("\n\n");
        Fed fed = new Fed(10, 4);
        fed.state.sync(StateFormat.parse(Captures.state(26, "0")));

        assertThat(fed.feed(lines)).isEqualTo(lines);
    }

    @Test
    void aRegionThatOlderViewersHaveToBeToldIsStillToldAfterASnapshot() {
        Fed fed = new Fed(5, 3);
        fed.feed("\033[1;2r\033[?1047h");

        fed.state.sync(StateFormat.parse("5:3:0:0:1:1:0:0:0:0:0:1:0:0:1::0:0:0:0:0:0:0:0:1:1:1" + Captures.UNTOLD));

        assertThat(fed.feed("x")).contains("\033[1;2r");
    }

    @Test
    void aHeldSequenceGoesOnWhereTmuxHasIt() {
        Fed fed = new Fed(80, 24);

        fed.normaliser.resume("\033[3\r1;".getBytes());

        assertThat(fed.feed("4mx")).isEqualTo("\033[31;4mx");
    }

    @Test
    void anUnfinishedStringIsGivenUpAfterFiveSecondsAndThePenFallsBack() {
        AtomicLong clock = new AtomicLong(1000);
        TerminalState state = new TerminalState(80, 24);
        Normaliser normaliser =
                new Normaliser(Dialect.of(3, 3), state, OutputPolicy.DEFAULT, NormaliserListener.NONE, clock::get);
        ByteSink out = new ByteSink();
        byte[] begun = "\033[31m\033]2;never".getBytes();
        normaliser.feed(begun, 0, begun.length, out);

        normaliser.flushTimedOut(1000 + TimeUnit.MILLISECONDS.toNanos(4999));
        normaliser.feed(new byte[] {'e'}, 0, 1, out);
        assertThat(out.toByteArray()).asString().isEqualTo("\033[31m");

        normaliser.flushTimedOut(1000 + TimeUnit.SECONDS.toNanos(5));
        normaliser.feed(new byte[] {'x'}, 0, 1, out);
        assertThat(out.toByteArray()).asString().isEqualTo("\033[31m\033[m\033(B\033)B\017x");
        assertThat(state.tracked().pen()).isEqualTo("0");
    }

    @Test
    void aDiscontinuityForgetsWhatWasHeld() {
        Fed fed = new Fed(80, 24);
        fed.feed(new byte[] {(byte) 0xe6, (byte) 0xbc});
        fed.feed("\033[3");

        fed.normaliser.reset();

        assertThat(fed.feed("1m")).isEqualTo("1m");
    }

    @Test
    void aNewWidthBringsTheDefaultTabStopsBack() {
        Fed fed = new Fed(40, 5);
        fed.feed("\033[3g");

        fed.state.resize(20, 5);

        fed.feed("\r\t");
        assertThat(fed.state.cursorX()).isEqualTo(8);
        assertThat(fed.state.screen.cols).isEqualTo(20);
    }

    private static ScreenState told(int x, int y) {
        return StateFormat.parse("80:24:" + x + ":" + y
                + ":1:0:4294967295:4294967295:0:0:0:1:0:0:23:8,16,24,32,40,48,56,64,72:0:0:0:0:0:0:0:0:1:1:1"
                + Captures.UNTOLD);
    }
}
