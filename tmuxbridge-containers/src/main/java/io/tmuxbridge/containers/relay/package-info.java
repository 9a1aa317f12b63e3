/**
 * A bridge at the end of a line: whatever a server's adapter asks of its bridge is asked of one in another process, the
 * test's. So the contract of transports, written for servers in the test's own process, is put to servers that are
 * processes.
 */
@NullMarked
package io.tmuxbridge.containers.relay;

import org.jspecify.annotations.NullMarked;
