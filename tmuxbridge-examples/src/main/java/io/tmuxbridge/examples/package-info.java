/** The standalone launcher. */
@NullMarked
package io.tmuxbridge.examples;

import org.jspecify.annotations.NullMarked;
