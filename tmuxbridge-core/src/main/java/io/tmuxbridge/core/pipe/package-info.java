/**
 * Named pipes that a pane is piped into, and where they stand beside what a control client tells. Knows nothing of
 * tmux.
 */
@NullMarked
package io.tmuxbridge.core.pipe;

import org.jspecify.annotations.NullMarked;
