package io.tmuxbridge.core.drive;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.session.Attachment;
import io.tmuxbridge.core.stream.Feed;
import io.tmuxbridge.metrics.BridgeMetrics;
import io.tmuxbridge.pane.PanePosition;
import java.util.concurrent.CompletableFuture;

/**
 * Types into a driven pane what its permit lets pass.
 *
 * <p><b>Threads:</b> one at a time, the lane of calls, so that the numbers of inputs go up.
 */
final class Typist {

    private final Attachment attachment;
    private final Feed feed;
    private final Permit permit;
    private final Sent sent;
    private final BridgeMetrics metrics;

    Typist(Attachment attachment, Permit permit, Sent sent, BridgeMetrics metrics) {
        this.metrics = metrics;
        this.attachment = attachment;
        this.feed = attachment.terminal().feed();
        this.permit = permit;
        this.sent = sent;
    }

    /** Asks, and types; the result is done when tmux has taken it. Returns where the output stood before. */
    PanePosition type(String how, byte[] data, CompletableFuture<PanePosition> result) {
        byte[] passed = permit.type(feed.address(), how, data);
        PanePosition before = new PanePosition(feed.epoch(), feed.log().head());
        long seq = sent.next(result, before);
        try {
            attachment.input(seq, passed, permit.pace());
        } catch (TmuxBridgeException e) {
            sent.withdraw(seq);
            metrics.add("input.full", e.code() == ErrorCode.LIMIT ? 1 : 0);
            throw e;
        }
        return before;
    }
}
