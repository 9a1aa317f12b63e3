package io.tmuxbridge;

/**
 * A tmux pane as it was when tmux was queried.
 *
 * @param id tmux's id: {@code %} and a number
 * @param index index in the window
 * @param active whether it is the window's active pane
 * @param left column of its left edge in the window, from 0
 * @param top row of its top edge in the window, from 0
 * @param size size of the pane
 * @param title title set by the program in the pane
 * @param command name of the foreground program
 * @param directory that program's working directory; empty when tmux does not know it
 * @param pid process id of the first program in the pane
 * @param dead whether that first program has ended and the pane was kept
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
