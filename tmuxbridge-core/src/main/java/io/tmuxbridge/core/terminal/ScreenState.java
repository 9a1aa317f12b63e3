package io.tmuxbridge.core.terminal;

import java.util.List;

/**
 * What tmux tells of a pane's screen through formats (tmux(1), FORMATS), at one moment.
 *
 * @param cols columns of the pane
 * @param rows rows of the pane
 * @param cursorX column of the cursor from 0; equal to {@code cols} when a wrap is pending
 * @param cursorY row of the cursor from 0
 * @param cursorVisible {@code cursor_flag}
 * @param alternate {@code alternate_on}
 * @param savedX {@code alternate_saved_x}: column of the cursor of the main screen when the alternate one was entered
 *     last, -1 when none was saved
 * @param savedY {@code alternate_saved_y}
 * @param insert {@code insert_flag} (IRM)
 * @param keypad {@code keypad_flag} (DECKPAM)
 * @param cursorKeys {@code keypad_cursor_flag} (DECCKM)
 * @param wrap {@code wrap_flag} (DECAWM)
 * @param origin {@code origin_flag} (DECOM)
 * @param regionTop {@code scroll_region_upper}, from 0
 * @param regionBottom {@code scroll_region_lower}, from 0, inclusive
 * @param tabs columns with tab stops, from 0, ascending
 * @param mouseStandard {@code mouse_standard_flag} (1000)
 * @param mouseButton {@code mouse_button_flag} (1002)
 * @param mouseAll {@code mouse_all_flag} (1003)
 * @param mouseUtf8 {@code mouse_utf8_flag} (1005)
 * @param mouseSgr {@code mouse_sgr_flag} (1006)
 * @param historySize lines in the history
 * @param inMode whether the pane is in a mode such as copy mode
 * @param dead whether the program has ended and the pane was kept
 * @param pid process id of the pane's first program
 * @param options what the user has set
 * @param later what only later versions tell
 */
public record ScreenState(
        int cols,
        int rows,
        int cursorX,
        int cursorY,
        boolean cursorVisible,
        boolean alternate,
        int savedX,
        int savedY,
        boolean insert,
        boolean keypad,
        boolean cursorKeys,
        boolean wrap,
        boolean origin,
        int regionTop,
        int regionBottom,
        List<Integer> tabs,
        boolean mouseStandard,
        boolean mouseButton,
        boolean mouseAll,
        boolean mouseUtf8,
        boolean mouseSgr,
        int historySize,
        boolean inMode,
        boolean dead,
        long pid,
        ScreenOptions options,
        LaterModes later) {

    /** Takes an unmodifiable copy. */
    public ScreenState {
        tabs = List.copyOf(tabs);
    }
}
