package io.tmuxbridge.core.stream;

import io.tmuxbridge.core.terminal.NormaliserListener;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what the program in the pane asks for beside drawing.
 *
 * <p><b>Threads:</b> the reader thread's.
 */
public final class EventForwarder implements NormaliserListener {

    private static final Logger LOG = LoggerFactory.getLogger(EventForwarder.class);

    private final Consumer<PaneEvent> listener;
    private final BridgeMetrics metrics;
    private final LongSupplier position;

    /** The position is that of the stream while it is being normalised. */
    public EventForwarder(Consumer<PaneEvent> listener, BridgeMetrics metrics, LongSupplier position) {
        this.metrics = metrics;
        this.position = position;
        this.listener = listener;
    }

    @Override
    public void title(String title) {
        listener.accept(new PaneEvent.Title(title));
    }

    @Override
    public void refused() {
        metrics.add("stream.output.refused", 1);
    }

    @Override
    public void bell() {
        listener.accept(new PaneEvent.Bell());
    }

    @Override
    public void shellMark(String mark) {
        String[] words = mark.split(";");
        if (words.length > 0 && words[0].length() == 1 && "ABCD".contains(words[0])) {
            boolean told = words[0].equals("D") && words.length > 1 && words[1].matches("\\d{1,3}");
            OptionalInt status = told ? OptionalInt.of(Integer.parseInt(words[1])) : OptionalInt.empty();
            listener.accept(new PaneEvent.ShellMark(position.getAsLong(), words[0].charAt(0), status));
        }
    }

    @Override
    public void clipboard(String selection, String base64) {
        try {
            byte[] text = Base64.getMimeDecoder().decode(base64);
            listener.accept(new PaneEvent.Clipboard(new String(text, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            LOG.debug("a clipboard write is not base64 and is ignored: {}", e.getMessage());
        }
    }
}
