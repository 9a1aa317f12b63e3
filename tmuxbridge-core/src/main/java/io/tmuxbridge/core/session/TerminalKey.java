package io.tmuxbridge.core.session;

/** Identity of a pane across tmux servers: ids are never used twice by one server. */
record TerminalKey(long server, int pane) {}
