/** Pseudo terminals for the view {@code mirror}, by pty4j. It is enough to have this module on the class path. */
@NullMarked
package io.tmuxbridge.mirror;

import org.jspecify.annotations.NullMarked;
