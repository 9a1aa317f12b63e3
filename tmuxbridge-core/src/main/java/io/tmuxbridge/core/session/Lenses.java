package io.tmuxbridge.core.session;

import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.redact.Lens;
import io.tmuxbridge.core.redact.MaskingLens;
import io.tmuxbridge.core.redact.Redactor;
import io.tmuxbridge.core.stream.Feed;
import io.tmuxbridge.core.stream.StreamContext;
import java.util.List;
import java.util.Optional;

/**
 * What the viewers of one pane see it through: all who may see everything share one lens, and all others another one.
 *
 * <p><b>Threads:</b> immutable, any.
 */
final class Lenses {

    private final Feed feed;
    private final Lens clear;
    private final Lens masking;

    Lenses(Feed feed, Redactor redactor, StreamContext context, Runnable wake) {
        this.feed = feed;
        this.clear = Lens.clear(feed);
        this.masking = redactor.hides() ? new MaskingLens(feed, redactor, context, wake) : clear;
    }

    Lens of(boolean masked) {
        return masked ? masking : clear;
    }

    /** The logs that are read through them. */
    List<OutputLog> logs() {
        Optional<OutputLog> masked = masking instanceof MaskingLens lens ? lens.log() : Optional.empty();
        return masked.map(second -> List.of(feed.log(), second)).orElseGet(() -> List.of(feed.log()));
    }

    /** Lines of history without which a screen cannot be masked. */
    int context(Lens lens) {
        return lens.masks() ? Redactor.CONTEXT_LINES : 0;
    }
}
