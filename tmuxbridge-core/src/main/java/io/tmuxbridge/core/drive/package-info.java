/** Programs that drive panes: readers of the same logs as people, who wait for text instead of showing it. */
@NullMarked
package io.tmuxbridge.core.drive;

import org.jspecify.annotations.NullMarked;
