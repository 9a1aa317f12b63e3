/** Fakes and fixtures to test with: private tmux servers and an in-memory transport. Not for production. */
@NullMarked
package io.tmuxbridge.testkit;

import org.jspecify.annotations.NullMarked;
