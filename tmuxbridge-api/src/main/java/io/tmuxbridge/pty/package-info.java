/** For supplying pseudo terminals, which Java does not have and the view {@code mirror} needs. */
@NullMarked
package io.tmuxbridge.pty;

import org.jspecify.annotations.NullMarked;
