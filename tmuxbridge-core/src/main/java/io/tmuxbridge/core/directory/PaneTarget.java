package io.tmuxbridge.core.directory;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.stream.PaneAddress;

/**
 * A pane somebody asked for, as tmux has it now.
 *
 * @param address where it is
 * @param sessionName name of its session
 * @param panes how many panes its window has
 * @param windowSize size of its window
 */
public record PaneTarget(PaneAddress address, String sessionName, int panes, TerminalSize windowSize) {}
