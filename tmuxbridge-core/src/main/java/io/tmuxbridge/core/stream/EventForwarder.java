package io.tmuxbridge.core.stream;

import io.tmuxbridge.core.terminal.NormaliserListener;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what the program in the pane asks for beside drawing.
 *
 * <p><b>Threads:</b> the reader thread's.
 */
final class EventForwarder implements NormaliserListener {

    private static final Logger LOG = LoggerFactory.getLogger(EventForwarder.class);

    private final PaneListener listener;
    private final BridgeMetrics metrics;

    EventForwarder(PaneListener listener, BridgeMetrics metrics) {
        this.metrics = metrics;
        this.listener = listener;
    }

    @Override
    public void title(String title) {
        listener.event(new PaneEvent.Title(title));
    }

    @Override
    public void refused() {
        metrics.add("stream.output.refused", 1);
    }

    @Override
    public void bell() {
        listener.event(new PaneEvent.Bell());
    }

    @Override
    public void clipboard(String selection, String base64) {
        try {
            byte[] text = Base64.getMimeDecoder().decode(base64);
            listener.event(new PaneEvent.Clipboard(new String(text, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            LOG.debug("a clipboard write is not base64 and is ignored: {}", e.getMessage());
        }
    }
}
