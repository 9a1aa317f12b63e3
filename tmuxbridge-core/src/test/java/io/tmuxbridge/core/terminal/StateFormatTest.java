package io.tmuxbridge.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StateFormatTest {

    @Test
    void theFormatNamesVariablesAndNothingElse() {
        assertThat(StateFormat.format()).matches("#\\{[a-z8_-]+}(:#\\{[a-z8_-]+})*");
    }

    @Test
    void aFreshPaneIsRead() {
        ScreenState state = StateFormat.parse(Captures.FRESH + "\n");

        assertThat(state.cols()).isEqualTo(10);
        assertThat(state.rows()).isEqualTo(4);
        assertThat(state.cursorVisible()).isTrue();
        assertThat(state.wrap()).isTrue();
        assertThat(state.alternate()).isFalse();
        assertThat(state.regionBottom()).isEqualTo(3);
        assertThat(state.tabs()).containsExactly(8);
        assertThat(state.pid()).isEqualTo(4711);
    }

    @Test
    void aSavedCursorThatIsNotThereIsNone() {
        ScreenState state = StateFormat.parse(Captures.FRESH);

        assertThat(state.savedX()).isEqualTo(-1);
        assertThat(state.savedY()).isEqualTo(-1);
    }

    @Test
    void aCursorThatWasSavedOnALargerScreenStaysWithinThisOne() {
        ScreenState state = StateFormat.parse(Captures.state(6, 79, 7, 23));

        assertThat(state.savedX()).isEqualTo(10);
        assertThat(state.savedY()).isEqualTo(3);
    }

    @Test
    void namesThatAVersionDoesNotKnowAreOff() {
        ScreenState state = StateFormat.parse(Captures.state(16, "", 17, "", 15, ""));

        assertThat(state.mouseStandard()).isFalse();
        assertThat(state.mouseButton()).isFalse();
        assertThat(state.tabs()).isEmpty();
    }

    @Test
    void optionsAreReadAndThoseThatAVersionDoesNotHaveAreAsInLaterOnes() {
        assertThat(StateFormat.parse(Captures.FRESH).options()).isEqualTo(ScreenOptions.DEFAULT);
        assertThat(StateFormat.parse(Captures.state(25, "0", 26, "")).options())
                .isEqualTo(new ScreenOptions(false, true));
        assertThat(StateFormat.parse(Captures.state(26, "0")).options()).isEqualTo(new ScreenOptions(true, false));
    }

    @Test
    void whatLaterVersionsTellIsRead() {
        assertThat(StateFormat.parse(Captures.FRESH).later()).isEqualTo(LaterModes.UNTOLD);
        assertThat(later(28, "1", 29, "on", 30, "Ext 2", 31, "bar", 32, "1", 33, "none", 34, "#102030"))
                .isEqualTo(new LaterModes(
                        Optional.of(true), OptionalInt.of(2), OptionalInt.of(5), Optional.of("rgb:10/20/30")));
        assertThat(later(28, "0", 29, "on", 30, "VT10x", 31, "default", 32, "0", 33, "none", 34, "none"))
                .isEqualTo(new LaterModes(Optional.of(false), OptionalInt.of(0), OptionalInt.of(0), Optional.of("")));
        assertThat(later(27, "7,25,2004", 28, "0").bracketedPaste()).contains(true);
        assertThat(later(27, "7,25", 28, "1").bracketedPaste()).contains(false);
    }

    /** tmux does not note then what a program asks for, or has it so for all programs. */
    @Test
    void theFormOfKeysIsOnlyToldWhereTmuxLetsProgramsChoose() {
        assertThat(later(29, "off", 30, "VT10x").otherKeys()).isEmpty();
        assertThat(later(29, "always", 30, "Ext 1").otherKeys()).isEmpty();
    }

    @Test
    void theColourThatTheUserHasSetForEveryCursorIsNoneOfTheProgram() {
        assertThat(later(33, "#102030", 34, "#102030").cursorColour()).isEmpty();
    }

    /** tmux tells these of copy mode's own screen. */
    @Test
    void inCopyModeOnlyPrivateModesAreThoseOfThePane() {
        Object[] told = {22, "1", 28, "0", 29, "on", 30, "VT10x", 31, "default", 32, "0", 33, "none", 34, "none"};
        assertThat(later(told)).isEqualTo(LaterModes.UNTOLD);
        assertThat(later(22, "1", 27, "7,25,2004", 28, "0").bracketedPaste()).contains(true);
    }

    /** A name that tmux does not know may be one of the user's environment. */
    @Test
    void aValueThatNoVersionHasIsNone() {
        assertThat(later(28, "x", 29, "on", 30, "y", 31, "z", 34, "a:b:c")).isEqualTo(LaterModes.UNTOLD);
    }

    private static LaterModes later(Object... changes) {
        return StateFormat.parse(Captures.state(changes)).later();
    }

    @Test
    void aPendingWrapIsACursorBehindTheLastColumn() {
        assertThat(StateFormat.parse(Captures.state(2, 10)).cursorX()).isEqualTo(10);
    }

    @Test
    void aLineWithAnotherNumberOfFieldsIsNamedInTheError() {
        assertThatThrownBy(() -> StateFormat.parse("80:24"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 fields")
                .hasMessageContaining("80:24");
    }

    @Test
    void aFieldThatIsNoNumberIsNamedInTheError() {
        assertThatThrownBy(() -> StateFormat.parse(Captures.state(2, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cursor_x")
                .hasMessageContaining("'x'");
    }

    @Test
    void aPaneWithoutASizeIsRefused() {
        assertThatThrownBy(() -> StateFormat.parse(Captures.state(0, "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pane_width");
    }
}
