package io.tmuxbridge.core.terminal;

import java.util.Optional;

/** Compares what was followed in the stream with what tmux tells, and names the first difference. */
final class Comparison {
    private Optional<String> first = Optional.empty();

    private Comparison() {}

    static Optional<String> of(TerminalState state, ScreenState told) {
        Comparison compare = new Comparison();
        compare.of("cols", state.screen.cols, told.cols());
        compare.of("rows", state.screen.rows, told.rows());
        compare.of("alternate", state.screen.alternate, told.alternate());
        compare.of("cursorX", state.screen.x, told.cursorX());
        compare.of("cursorY", state.screen.y, told.cursorY());
        compare.of("regionTop", state.screen.top, told.regionTop());
        compare.of("regionBottom", state.screen.bottom, told.regionBottom());
        compare.of("cursorVisible", state.cursorVisible, told.cursorVisible());
        compare.of("insert", state.screen.insert, told.insert());
        compare.of("wrap", state.screen.wrap, told.wrap());
        compare.of("origin", state.screen.origin, told.origin());
        compare.of("keypad", state.keypad, told.keypad());
        compare.of("cursorKeys", state.cursorKeys, told.cursorKeys());
        compare.of("mouseStandard", state.mouse == 1000, told.mouseStandard());
        compare.of("mouseButton", state.mouse == 1002, told.mouseButton());
        compare.of("mouseAll", state.mouse == 1003, told.mouseAll());
        compare.of("mouseUtf8", state.mouseUtf8, told.mouseUtf8());
        compare.of("mouseSgr", state.mouseSgr, told.mouseSgr());
        compare.of("tabs", state.screen.tabs.stream().boxed().toList(), told.tabs());
        told.later().bracketedPaste().ifPresent(on -> compare.of("bracketedPaste", state.bracketedPaste, on));
        if (told.alternate() && state.screen.savedX >= 0) {
            compare.of("savedX", state.screen.savedX, told.savedX());
            compare.of("savedY", state.screen.savedY, told.savedY());
        }
        return compare.first;
    }

    private void of(String name, Object followed, Object told) {
        if (first.isEmpty() && !followed.equals(told)) {
            first = Optional.of(name + ": followed " + followed + ", tmux " + told);
        }
    }
}
