/** What a connection can do, and what a transport must call: everything the bridge knows about the network. */
@NullMarked
package io.tmuxbridge.transport;

import org.jspecify.annotations.NullMarked;
