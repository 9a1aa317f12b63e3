package io.tmuxbridge.core.session;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.viewer.InputLedger;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal remembers of a client that keeps its {@code clientId} across reconnects: whose it is, how often it has
 * connected, what it has typed, and the viewer it has now.
 *
 * <p><b>Threads:</b> guarded by its {@link Terminal}; the ledger guards itself.
 */
final class ClientRecord {

    private final String principal;
    private final InputLedger ledger = new InputLedger();
    private long attempt = -1;
    private @Nullable Attachment attachment;

    ClientRecord(String principal) {
        this.principal = principal;
    }

    InputLedger ledger() {
        return ledger;
    }

    /** Lets a new viewer in, or refuses it without any effect; returns the one it takes over from. */
    @Nullable
    Attachment connect(String caller, String clientId, long newAttempt, Attachment next) {
        if (!principal.equals(caller)) {
            throw new TmuxBridgeException(
                    ErrorCode.FORBIDDEN,
                    "clientId " + clientId + " belongs to another caller; choose a new random one");
        }
        if (newAttempt != 0 && newAttempt <= attempt) {
            throw new TmuxBridgeException(
                    ErrorCode.STALE,
                    "attempt " + newAttempt + " of clientId " + clientId + " is not newer than " + attempt);
        }
        attempt = Math.max(attempt, newAttempt);
        Attachment before = attachment;
        attachment = next;
        return before;
    }

    void disconnected(Attachment gone) {
        if (attachment == gone) {
            attachment = null;
        }
    }
}
