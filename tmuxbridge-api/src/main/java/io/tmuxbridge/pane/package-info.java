/** Driving a pane from Java: type, run commands, wait for output, capture, follow. */
@NullMarked
package io.tmuxbridge.pane;

import org.jspecify.annotations.NullMarked;
