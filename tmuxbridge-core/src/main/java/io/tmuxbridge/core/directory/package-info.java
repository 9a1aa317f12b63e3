/** Sessions, windows and panes as tmux has them now, and who owns them. Knows nothing of who views them. */
@NullMarked
package io.tmuxbridge.core.directory;

import org.jspecify.annotations.NullMarked;
