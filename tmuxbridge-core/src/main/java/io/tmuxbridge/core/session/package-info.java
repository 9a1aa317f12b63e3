/** Sessions and panes as tmux has them now, who views them, at which size. Knows nothing of the wire. */
@NullMarked
package io.tmuxbridge.core.session;

import org.jspecify.annotations.NullMarked;
