package io.tmuxbridge.core.directory;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.stream.PaneAddress;

/**
 * A pane somebody asked for, as tmux has it now.
 *
 * @param address where it is
 * @param panes how many panes its window has
 * @param windowSize size of its window
 */
public record PaneTarget(PaneAddress address, int panes, TerminalSize windowSize) {}
