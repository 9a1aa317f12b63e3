/** Secrets are masked for those who must not see them: in the stream, in snapshots, in lines, in short texts. */
@NullMarked
package io.tmuxbridge.core.redact;

import org.jspecify.annotations.NullMarked;
