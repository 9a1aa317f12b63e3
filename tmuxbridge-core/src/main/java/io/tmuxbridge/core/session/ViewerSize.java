package io.tmuxbridge.core.session;

import io.tmuxbridge.TerminalSize;

/**
 * What a viewer says of its size.
 *
 * @param size columns and rows
 * @param wholeWindow whether that is its room for all panes of the window, not for the one pane it views
 * @param visible whether somebody can see it now
 */
public record ViewerSize(TerminalSize size, boolean wholeWindow, boolean visible) {}
