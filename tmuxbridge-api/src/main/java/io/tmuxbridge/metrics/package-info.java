/** What the bridge counts while it runs, behind an interface that any metrics library can implement. */
@NullMarked
package io.tmuxbridge.metrics;

import org.jspecify.annotations.NullMarked;
