/** What feeds the log of a pane: its control client, which is replaced when it ends, and the end itself. */
@NullMarked
package io.tmuxbridge.core.feed;

import org.jspecify.annotations.NullMarked;
