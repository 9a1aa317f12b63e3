/** What the page of tmuxbridge-web asks of a servlet container beside its WebSocket. */
@NullMarked
package io.tmuxbridge.servlet.page;

import org.jspecify.annotations.NullMarked;
