/** A pane as a stream of bytes: normalised, followed, put into its log, photographed. Knows nothing of who reads. */
@NullMarked
package io.tmuxbridge.core.stream;

import org.jspecify.annotations.NullMarked;
