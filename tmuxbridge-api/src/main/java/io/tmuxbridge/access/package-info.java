/**
 * Who a caller is and what it may do: turning credentials into callers, and the origins from which browsers may
 * connect.
 */
@NullMarked
package io.tmuxbridge.access;

import org.jspecify.annotations.NullMarked;
