/** The bridge as an application sees it: sessions of tmux, and the door through which transports hand in connections. */
@NullMarked
package io.tmuxbridge;

import org.jspecify.annotations.NullMarked;
