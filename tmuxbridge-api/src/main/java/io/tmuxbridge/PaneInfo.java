package io.tmuxbridge;

/**
 * A tmux pane as it was when tmux was asked.
 *
 * @param id tmux's id, {@code %} and a number
 * @param index index in its window
 * @param active whether it is its window's active pane
 * @param left column of its left edge in the window, from 0
 * @param top row of its top edge in the window, from 0
 * @param size size of the pane
 * @param title title set by the program in it
 * @param command name of the program in the foreground
 * @param directory its working directory, empty when tmux does not know
 * @param pid process id of the first program in it
 * @param dead whether that program has ended and the pane was kept
 */
public record PaneInfo(
        String id,
        int index,
        boolean active,
        int left,
        int top,
        TerminalSize size,
        String title,
        String command,
        String directory,
        long pid,
        boolean dead) {}
