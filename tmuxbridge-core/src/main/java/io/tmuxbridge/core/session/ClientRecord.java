package io.tmuxbridge.core.session;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.viewer.InputLedger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal remembers of a client that keeps its {@code clientId} across reconnects: whose it is, how often it
 * has connected, what it has typed, and the viewer it has now.
 *
 * <p><b>Threads:</b> guarded by its {@link Terminal}; the ledger guards itself.
 */
final class ClientRecord {

    private final String principal;
    private InputLedger ledger = new InputLedger();
    private long attempt = -1;
    private boolean mayReturn;
    private long leftAt;
    private @Nullable Attachment attachment;
    private @Nullable Lineage lineage;
    /** The place it named when it was told to begin anew. */
    private Optional<ViewRequest.ResumePoint> begunAnew = Optional.empty();

    ClientRecord(String principal) {
        this.principal = principal;
    }

    /** The caller whose it is. */
    String principal() {
        return principal;
    }

    InputLedger ledger() {
        return ledger;
    }

    /** How its positions relate to those of the terminal, whose epoch is given. */
    Lineage lineage(String own) {
        Lineage known = lineage;
        return known == null ? Lineage.of(own) : known;
    }

    void lineage(Lineage value) {
        lineage = value;
    }

    /**
     * Whether a client that asks this counts from where the record does: one that was told to begin anew, has typed
     * nothing since and names the same place again has not heard of it, as its line broke before.
     */
    boolean goesOn(ViewRequest request) {
        return begunAnew.isEmpty() || !begunAnew.equals(request.resume()) || !ledger.isEmpty();
    }

    /** Its numbers begin anew; what is under way from before settles in the old ledger. */
    void restart() {
        ledger = new InputLedger();
    }

    /** Refuses a connect of somebody else, or one that is not newer than the last. */
    void check(ViewRequest request) {
        if (!principal.equals(request.caller())) {
            throw new TmuxBridgeException(
                    ErrorCode.FORBIDDEN,
                    "clientId " + request.clientId() + " belongs to another caller; choose a new random one");
        }
        if (request.attempt() != 0 && request.attempt() <= attempt) {
            throw new TmuxBridgeException(
                    ErrorCode.STALE,
                    "attempt " + request.attempt() + " of clientId " + request.clientId() + " is not newer than "
                            + attempt);
        }
    }

    /** Lets a new viewer in; returns the one it takes over from. */
    @Nullable
    Attachment connect(Attachment next, long newAttempt) {
        attempt = Math.max(attempt, newAttempt);
        boolean anew = next.continuation() == Attachment.Continuation.FRESH;
        begunAnew = next.request().resume().filter(point -> anew);
        Attachment before = attachment;
        attachment = next;
        return before;
    }

    /** Its viewer left, unless a newer one has its place already. */
    void disconnected(Attachment gone, boolean returns, long nanoTime) {
        if (attachment == gone) {
            attachment = null;
            mayReturn = returns;
            leftAt = nanoTime;
        }
    }

    /** Whether it has no viewer since before that time. */
    boolean absentSince(long nanoTime) {
        return attachment == null && leftAt - nanoTime < 0;
    }

    /** Whether it has a viewer, or said nothing of being done. */
    boolean mayReturn() {
        return attachment != null || mayReturn;
    }

    /** Whether it has no viewer and said nothing of being done. */
    boolean awaited() {
        return attachment == null && mayReturn;
    }
}
