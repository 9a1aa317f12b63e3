package io.tmuxbridge.client;

import io.tmuxbridge.TerminalSize;
import java.nio.ByteBuffer;

/**
 * A whole screen, with the requested history.
 *
 * @param size the terminal's size from here on
 * @param data bytes for an emulator: a reset, then everything; read-only; the listener may keep it
 */
public record Snapshot(TerminalSize size, ByteBuffer data) {}
