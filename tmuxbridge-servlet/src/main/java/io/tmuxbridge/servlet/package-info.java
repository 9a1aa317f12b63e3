/** tmuxbridge in a servlet container. */
@NullMarked
package io.tmuxbridge.servlet;

import org.jspecify.annotations.NullMarked;
