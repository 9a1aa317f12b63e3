/** The conversation with one connection, and what all of them share. Knows nothing of containers. */
@NullMarked
package io.tmuxbridge.core.protocol;

import org.jspecify.annotations.NullMarked;
