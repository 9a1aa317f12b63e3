/** What is said over a connection, as records, and the form it has on the wire. Knows nothing of what it is about. */
@NullMarked
package io.tmuxbridge.core.codec;

import org.jspecify.annotations.NullMarked;
