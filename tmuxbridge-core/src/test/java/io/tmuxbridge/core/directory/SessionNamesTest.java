package io.tmuxbridge.core.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"dev", "a b", "naïve", "日本", "🙂", "x$@%=-", "#{name}", "'\""})
    void aNameThatTmuxKeepsIsTakenAsItIs(String name) {
        assertThat(SessionNames.checkNew(name)).isEqualTo(name);
        assertThat(SessionNames.checkReference(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {":", "."})
    void aVisibleCharacterThatIsRefusedIsShown(String character) {
        assertRefused(
                () -> SessionNames.checkNew("a" + character + "b"),
                "session name \"a" + character + "b\" is refused: tmux does not keep \"" + character + "\" in a name");
    }

    @ParameterizedTest
    @CsvSource({
        "0, NULL",
        "10, LINE FEED (LF)",
        "27, ESCAPE",
        "127, DELETE",
        "155, CONTROL SEQUENCE INTRODUCER",
        "173, SOFT HYPHEN",
        "8238, RIGHT-TO-LEFT OVERRIDE",
        "8232, LINE SEPARATOR",
        "8233, PARAGRAPH SEPARATOR",
        "917505, LANGUAGE TAG",
        "55357, HIGH SURROGATES D83D",
    })
    void anInvisibleCharacterThatIsRefusedIsNamedAndNotShown(int character, String unicodeName) {
        assertRefused(
                () -> SessionNames.checkReference("a" + Character.toString(character) + "b"),
                "session name \"a?b\" is refused: tmux does not keep " + unicodeName + " in a name");
    }

    @Test
    void aBackslashIsRefusedBecauseTmuxDoublesIt() {
        assertRefused(
                () -> SessionNames.checkNew("a\\b"),
                "session name \"a\\b\" is refused: tmux doubles every backslash in a name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$1", "@1", "%1", "=dev", "-t"})
    void aNewNameMayNotLookLikeATargetOrAnOption(String name) {
        assertRefused(
                () -> SessionNames.checkNew(name),
                "session name \"" + name + "\" is refused: it must not begin with $ @ % = or -");
    }

    @Test
    void aNewNameHasOneTo64Characters() {
        assertThat(SessionNames.checkNew("🙂".repeat(64))).hasSize(128);
        assertRefused(
                () -> SessionNames.checkNew("a".repeat(65)),
                "session name \"" + "a".repeat(65) + "\" is refused: it must have 1 to 64 characters");
        assertRefused(() -> SessionNames.checkNew(""), "session name \"\" is refused: it must have 1 to 64 characters");
    }

    @Test
    void aLongNameIsShownCutAndNoCharacterInHalf() {
        assertRefused(
                () -> SessionNames.checkReference("a" + "🙂".repeat(40) + "."),
                "session name \"a" + "🙂".repeat(39) + "?...\" is refused: tmux does not keep \".\" in a name");
    }

    private static void assertRefused(ThrowingCallable check, String message) {
        assertThatExceptionOfType(TmuxBridgeException.class)
                .isThrownBy(check)
                .withMessage(message)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID));
    }
}
