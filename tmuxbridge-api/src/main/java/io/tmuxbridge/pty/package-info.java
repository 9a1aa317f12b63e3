/** For who brings pseudo terminals, which Java does not have: the view {@code mirror} takes them. */
@NullMarked
package io.tmuxbridge.pty;

import org.jspecify.annotations.NullMarked;
