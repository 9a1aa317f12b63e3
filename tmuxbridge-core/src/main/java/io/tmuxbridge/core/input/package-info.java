/** What people type into a pane: in order, as a whole, in turns. Knows nothing of what the pane prints. */
@NullMarked
package io.tmuxbridge.core.input;

import org.jspecify.annotations.NullMarked;
