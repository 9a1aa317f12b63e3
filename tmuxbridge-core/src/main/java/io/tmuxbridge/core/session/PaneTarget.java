package io.tmuxbridge.core.session;

import io.tmuxbridge.core.stream.PaneAddress;

/**
 * A pane somebody asked for, as tmux has it now.
 *
 * @param address where it is
 * @param sessionName name of its session
 * @param alone whether it is the only pane of its window, so that its size is the window's
 */
record PaneTarget(PaneAddress address, String sessionName, boolean alone) {}
