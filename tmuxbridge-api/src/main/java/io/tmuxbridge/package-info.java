/** The bridge as an application sees it: tmux sessions, and the endpoint to which transports hand connections. */
@NullMarked
package io.tmuxbridge;

import org.jspecify.annotations.NullMarked;
