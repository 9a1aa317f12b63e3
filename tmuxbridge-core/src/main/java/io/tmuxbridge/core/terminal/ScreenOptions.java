package io.tmuxbridge.core.terminal;

/**
 * The user's options of tmux that change what its emulator does with the same bytes (tmux(1), OPTIONS).
 *
 * @param alternateScreen {@code alternate-screen}: when off, programs cannot switch to the alternate screen
 * @param scrollOnClear {@code scroll-on-clear}: whether a screen that is cleared goes into the history, as it always
 *     does before tmux 3.3
 */
public record ScreenOptions(boolean alternateScreen, boolean scrollOnClear) {

    /** tmux's own defaults. */
    public static final ScreenOptions DEFAULT = new ScreenOptions(true, true);
}
