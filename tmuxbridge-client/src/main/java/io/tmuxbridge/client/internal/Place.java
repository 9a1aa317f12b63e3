package io.tmuxbridge.client.internal;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.client.TerminalSpec;
import io.tmuxbridge.client.internal.InputLedger.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A terminal's place on the line that there is now: its channel. Without one nothing is said; what matters of it is
 * said when there is one again.
 *
 * <p><b>Threads:</b> in turns of the client.
 */
final class Place {

    private final TerminalSpec what;
    private TerminalSize size;
    private @Nullable Speech speech;
    private long channel;

    Place(TerminalSpec what) {
        this.what = what;
        this.size = what.size();
    }

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

    /** This viewer's size, which is said with each connect too. */
    TerminalSize size() {
        return size;
    }

    void resize(TerminalSize newSize) {
        size = newSize;
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
