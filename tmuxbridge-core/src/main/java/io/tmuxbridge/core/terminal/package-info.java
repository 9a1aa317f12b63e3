/**
 * What tmux's own emulator understands: a parser with its tables that normalises a pane's bytes for xterm.js, a tracker
 * of what capture-pane does not tell, and the writer of snapshots. Bytes in, bytes out; knows nothing of processes.
 */
@NullMarked
package io.tmuxbridge.core.terminal;

import org.jspecify.annotations.NullMarked;
