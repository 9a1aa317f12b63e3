/**
 * The standalone launcher, and an example of embedding. The HTTP server is in {@code server}, small commands in
 * {@code cli}.
 */
@NullMarked
package io.tmuxbridge.examples;

import org.jspecify.annotations.NullMarked;
