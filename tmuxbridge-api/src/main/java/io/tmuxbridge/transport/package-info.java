/** What a connection can do, and what a transport must call: everything the bridge knows of a network. */
@NullMarked
package io.tmuxbridge.transport;

import org.jspecify.annotations.NullMarked;
