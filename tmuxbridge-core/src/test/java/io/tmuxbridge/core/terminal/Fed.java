package io.tmuxbridge.core.terminal;

import io.tmuxbridge.access.OutputPolicy;
import java.nio.charset.StandardCharsets;

/** A normaliser with its state and sink, fed with strings. */
final class Fed {
    final TerminalState state;
    final Normaliser normaliser;
    private final ByteSink sink = new ByteSink();

    Fed(int cols, int rows) {
        this(cols, rows, Dialect.of(3, 3), NormaliserListener.NONE);
    }

    Fed(int cols, int rows, Dialect dialect, NormaliserListener listener) {
        this(cols, rows, dialect, OutputPolicy.DEFAULT, listener);
    }

    Fed(int cols, int rows, Dialect dialect, OutputPolicy policy, NormaliserListener listener) {
        state = new TerminalState(cols, rows);
        normaliser = new Normaliser(dialect, state, policy, listener);
    }

    /** Feeds text as UTF-8 and gives what came out for it. */
    String feed(String text) {
        return new String(feed(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    byte[] feed(byte[] bytes) {
        sink.reset();
        normaliser.feed(bytes, 0, bytes.length, sink);
        return sink.toByteArray();
    }

    /** What a normaliser of 80 by 24 makes of the text. */
    static String normalised(String text) {
        return new Fed(80, 24).feed(text);
    }
}
