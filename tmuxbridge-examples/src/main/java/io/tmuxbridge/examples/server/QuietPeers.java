package io.tmuxbridge.examples.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Keeps out of the log what Undertow says, as an error and with a stack trace, of every event stream whose peer has
 * just gone: that an answer which nobody reads any more could not be ended. Added by the launcher's configurator of
 * logback.
 *
 * <p><b>Threads:</b> any.
 */
public final class QuietPeers extends TurboFilter {

    private static final String UNDERTOW_IO = "io.undertow.request.io";

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable failure) {
        return failure instanceof ClosedChannelException && logger.getName().equals(UNDERTOW_IO)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
