package io.tmuxbridge.core.session;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.input.InputPace;
import io.tmuxbridge.core.stream.Feed;
import io.tmuxbridge.core.viewer.InputLedger;
import java.util.List;

/**
 * What viewers type into one terminal: each input once and in order, and its client told what became of it, by
 * whichever connection it has then.
 *
 * <p><b>Threads:</b> any; each ledger guards itself.
 */
final class Typing {

    /** How long a connect waits for tmux to answer for input that is under way, which takes moments. */
    private static final long SETTLE_MILLIS = 1000;

    private final Feed feed;
    private final List<Attachment> attachments;
    private final long memoryNanos;

    /**
     * Creates it.
     *
     * @param feed where input goes
     * @param attachments the viewers there are, as they come and go
     * @param memoryNanos how long an input that was lost is told of
     */
    Typing(Feed feed, List<Attachment> attachments, long memoryNanos) {
        this.feed = feed;
        this.attachments = attachments;
        this.memoryNanos = memoryNanos;
    }

    /** The client is told exactly how far its input has come, and what was lost while it could not be told. */
    void recall(Attachment attachment) {
        InputLedger ledger = attachment.ledger();
        ledger.awaitSettled(SETTLE_MILLIS);
        ledger.lost(memoryNanos).forEach(lost -> attachment.port().inputLost(lost));
    }

    /** Sends an input on; false when it was accepted before. */
    boolean input(Attachment from, long seq, byte[] data, InputPace pace) {
        InputLedger ledger = from.ledger();
        synchronized (ledger) {
            if (from.terminal().feed() != feed) {
                return from.terminal().input(from, seq, data, pace);
            }
            if (from.fenced()) {
                throw new TmuxBridgeException(
                        ErrorCode.STALE, "a newer connect of the same clientId has this terminal; nothing was sent");
            }
            if (!ledger.accept(seq)) {
                return false;
            }
            try {
                feed.input(data, pace, taken -> answered(from, seq, taken));
            } catch (TmuxBridgeException e) {
                ledger.withdraw(seq);
                throw e;
            }
        }
        feed.sendInput();
        return true;
    }

    /** Tells whoever views for that client now: it may have come back by another connection meanwhile. */
    private void answered(Attachment from, long seq, boolean taken) {
        InputLedger ledger = from.ledger();
        ledger.settle(seq, taken);
        for (Attachment each : attachments) {
            if (each.ledger() == ledger) {
                if (!taken) {
                    each.port().inputLost(new InputLedger.Lost(seq, seq));
                }
                each.port().inputTaken(ledger.settled());
            }
        }
    }
}
