/** One reader of a pane's log: position, credit, delivery, input ledger. Knows nothing of the wire. */
@NullMarked
package io.tmuxbridge.core.viewer;

import org.jspecify.annotations.NullMarked;
