/** The small commands: list, new, kill, and attach, a terminal client over the wire. */
@NullMarked
package io.tmuxbridge.examples.cli;

import org.jspecify.annotations.NullMarked;
