/** Who views which session or pane, at which size, and how that ends. Knows nothing of the wire. */
@NullMarked
package io.tmuxbridge.core.session;

import org.jspecify.annotations.NullMarked;
