/** Who a caller is and what it may do: credentials in, a caller out, and the origins a browser may come from. */
@NullMarked
package io.tmuxbridge.access;

import org.jspecify.annotations.NullMarked;
