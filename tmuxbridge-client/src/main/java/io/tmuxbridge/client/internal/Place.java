package io.tmuxbridge.client.internal;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.client.TerminalSpec;
import io.tmuxbridge.client.internal.InputLedger.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A terminal's place on the line that there is now: its channel. Without one nothing is said; what matters of it is said when
 * there is one again.
 *
 * <p><b>Threads:</b> in turns of the client.
 */
final class Place {

    private @Nullable Speech speech;
    private long channel;

    void taken(Speech on, long number) {
        speech = on;
        channel = number;
    }

    void gone() {
        speech = null;
    }

    boolean there() {
        return speech != null;
    }

    long channel() {
        return channel;
    }

    void input(Entry entry) {
        if (speech != null) {
            speech.input(channel, entry);
        }
    }

    void resize(TerminalSpec what, TerminalSize size) {
        if (speech != null) {
            speech.resize(channel, what, size);
        }
    }

    void ack(long offset) {
        if (speech != null) {
            speech.ack(channel, offset);
        }
    }

    void refresh() {
        if (speech != null) {
            speech.refresh(channel);
        }
    }

    void ping(String data) {
        if (speech != null) {
            speech.ping(data);
        }
    }

    void disconnect() {
        if (speech != null) {
            speech.disconnect(channel);
        }
    }
}
