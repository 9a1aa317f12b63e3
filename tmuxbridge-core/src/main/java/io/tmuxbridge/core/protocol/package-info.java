/** Messages as records, their codecs, and the conversation with one connection. Knows nothing of containers. */
@NullMarked
package io.tmuxbridge.core.protocol;

import org.jspecify.annotations.NullMarked;
