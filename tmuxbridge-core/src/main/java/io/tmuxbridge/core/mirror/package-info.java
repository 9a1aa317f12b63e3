/** A whole session as tmux draws it for a terminal, fed like a pane. */
@NullMarked
package io.tmuxbridge.core.mirror;

import org.jspecify.annotations.NullMarked;
