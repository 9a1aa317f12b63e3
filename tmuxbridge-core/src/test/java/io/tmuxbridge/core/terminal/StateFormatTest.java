package io.tmuxbridge.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void aSavedCursorThatIsNotThereStaysWithinTheScreen() {
        ScreenState state = StateFormat.parse(Captures.FRESH);

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
