/** Who may come in and do what. Asked at the entrance, never scattered. Knows nothing of tmux. */
@NullMarked
package io.tmuxbridge.core.access;

import org.jspecify.annotations.NullMarked;
