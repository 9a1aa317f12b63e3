package io.tmuxbridge.client;

import io.tmuxbridge.TerminalSize;
import java.nio.ByteBuffer;

/**
 * A whole screen, with the history that was asked for.
 *
 * @param size the terminal's size from here on
 * @param data bytes for an emulator: a reset, then everything; read-only, the listener's to keep
 */
public record Snapshot(TerminalSize size, ByteBuffer data) {}
