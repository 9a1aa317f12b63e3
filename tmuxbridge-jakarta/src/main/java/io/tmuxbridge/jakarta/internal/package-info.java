/**
 * What the transports of this project share: reading the parts of a handshake, and passing on what comes in. Not for
 * applications: it may change with any version.
 */
@NullMarked
package io.tmuxbridge.jakarta.internal;

import org.jspecify.annotations.NullMarked;
