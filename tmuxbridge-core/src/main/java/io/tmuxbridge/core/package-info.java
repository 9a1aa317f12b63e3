/** Builds a bridge: {@code BridgeBuilder} is where an application starts. */
@NullMarked
package io.tmuxbridge.core;

import org.jspecify.annotations.NullMarked;
