/** What a viewer's emulator shows, worked out on the server: a small copy of xterm.js, to compare with tmux. */
@NullMarked
package io.tmuxbridge.core.replica;

import org.jspecify.annotations.NullMarked;
