/** Finds tmux, runs it and speaks its control protocol. Knows nothing of what panes mean or of viewers. */
@NullMarked
package io.tmuxbridge.core.tmux;

import org.jspecify.annotations.NullMarked;
