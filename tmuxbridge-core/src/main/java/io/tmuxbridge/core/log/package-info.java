/** The output of a pane by position, as far back as it is kept, and the screen that it goes on from. */
@NullMarked
package io.tmuxbridge.core.log;

import org.jspecify.annotations.NullMarked;
