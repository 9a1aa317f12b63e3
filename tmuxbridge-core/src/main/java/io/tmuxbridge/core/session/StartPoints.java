package io.tmuxbridge.core.session;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.redact.Lens;
import io.tmuxbridge.core.stream.Feed;
import io.tmuxbridge.core.viewer.Viewer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * Decides where a viewer begins: at exactly the byte where it stood, or at a snapshot, because it is new or because
 * older bytes are gone. Nothing in between.
 *
 * <p>A client whose input numbers were forgotten begins anew even if its bytes are still there: after {@code resumed}
 * it would send again what it has typed, and nobody could tell whether that was applied before.
 *
 * <p><b>Threads:</b> any; blocks until there is a snapshot when one is needed.
 */
final class StartPoints {

    /** Snapshots that may be outrun before anybody has begun with them. */
    private static final int MOST_OUTRUN = 10;

    private final Feed feed;
    private final SnapshotGate gate;
    private final BridgeLimits limits;
    private final Lenses lenses;

    StartPoints(Feed feed, SnapshotGate gate, BridgeLimits limits, Lenses lenses) {
        this.lenses = lenses;
        this.feed = feed;
        this.gate = gate;
        this.limits = limits;
    }

    /**
     * Where a viewer begins.
     *
     * @param request what it asks for
     * @param clientKnown whether its client is known as well as it has to be to go on where it was
     * @param since the position from which on its client has been here
     * @param over whether the pane has ended
     */
    Attachment.Start of(ViewRequest request, boolean clientKnown, long since, BooleanSupplier over) {
        Lens lens = lenses.of(request.masked());
        int history = Math.max(request.history().orElse(limits.historyLines()), lenses.context(lens));
        Optional<ViewRequest.ResumePoint> known = request.resume()
                .filter(point -> clientKnown)
                .filter(point -> point.epoch().equals(feed.epoch()))
                .filter(point -> point.offset() <= feed.log().head());
        if (known.isPresent()
                && known.get().offset() >= since
                && lens.holds(known.get().offset())) {
            long offset = known.get().offset();
            Viewer viewer = new Viewer(feed, lens, request.delivery(), history, offset);
            return new Attachment.Start(viewer, Attachment.Continuation.RESUMED, offset, OptionalLong.empty());
        }
        Snapshot snapshot = begin(lens, history, over);
        Viewer viewer = new Viewer(feed, lens, request.delivery(), history, snapshot);
        if (known.isEmpty()) {
            return new Attachment.Start(viewer, Attachment.Continuation.FRESH, snapshot.offset(), OptionalLong.empty());
        }
        OptionalLong lost =
                OptionalLong.of(Math.max(0, snapshot.offset() - known.get().offset()));
        return new Attachment.Start(viewer, Attachment.Continuation.GAP, snapshot.offset(), lost);
    }

    /**
     * The newest snapshot may be older than what a lens keeps, which has a log of its own: somebody has begun with a
     * newer one meanwhile, or that log was refused room that the pane's has. Then only one that is yet to be taken will
     * do.
     */
    private Snapshot begin(Lens lens, int history, BooleanSupplier over) {
        Snapshot snapshot = gate.await(history, over);
        for (int outrun = 0; !lens.begin(snapshot); outrun++) {
            if (outrun == MOST_OUTRUN) {
                throw new TmuxBridgeException(
                        ErrorCode.UNAVAILABLE,
                        "the pane printed more than its log holds behind each of " + outrun + " snapshots; try again");
            }
            snapshot = gate.awaitNew(history, over);
        }
        return snapshot;
    }
}
