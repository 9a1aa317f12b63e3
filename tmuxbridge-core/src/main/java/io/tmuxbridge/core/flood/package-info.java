/** The way of output that comes too fast for a control client, and of last words: through a pipe, and back. */
@NullMarked
package io.tmuxbridge.core.flood;

import org.jspecify.annotations.NullMarked;
