/** What the bridge counts while it runs, reported through an interface that any metrics library can implement. */
@NullMarked
package io.tmuxbridge.metrics;

import org.jspecify.annotations.NullMarked;
