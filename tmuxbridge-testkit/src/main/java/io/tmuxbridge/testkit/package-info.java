/**
 * Fakes and fixtures to test with: private tmux servers, an in-memory transport and a plain WebSocket client. Not for
 * production.
 */
@NullMarked
package io.tmuxbridge.testkit;

import org.jspecify.annotations.NullMarked;
