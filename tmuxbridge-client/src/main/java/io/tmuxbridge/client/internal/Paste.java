package io.tmuxbridge.client.internal;

import io.tmuxbridge.client.InputLostException;
import io.tmuxbridge.client.InputNotSentException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One input of the application's, which goes out in one or more pieces: its future sums up what became of them, so that
 * a failure tells the size of this input and of no other.
 *
 * <p><b>Threads:</b> stateless.
 */
final class Paste {

    private Paste() {}

    /** What a piece fails with that is given up. */
    static final class PieceLost extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int bytes;
        private final boolean sent;
        private final String why;

        PieceLost(int bytes, boolean sent, String why) {
            super(why, null, false, false);
            this.bytes = bytes;
            this.sent = sent;
            this.why = why;
        }
    }

    /** The application's future for pieces of so many bytes in all. */
    static CompletableFuture<Void> of(List<CompletableFuture<Void>> pieces, int bytes) {
        CompletableFuture<Void> whole = new CompletableFuture<>();
        CompletableFuture.allOf(pieces.toArray(CompletableFuture[]::new)).whenComplete((nothing, first) -> {
            if (first == null) {
                whole.complete(null);
            } else {
                Throwable cause = cause(first);
                whole.completeExceptionally(cause instanceof PieceLost lost ? sum(pieces, bytes, lost.why) : cause);
            }
        });
        return whole;
    }

    private static Throwable sum(List<CompletableFuture<Void>> pieces, int bytes, String why) {
        int uncertain = 0;
        int notSent = 0;
        for (CompletableFuture<Void> piece : pieces) {
            PieceLost lost = piece.handle((nothing, failure) -> failure instanceof PieceLost found ? found : null)
                    .join();
            uncertain += lost != null && lost.sent ? lost.bytes : 0;
            notSent += lost != null && !lost.sent ? lost.bytes : 0;
        }
        if (uncertain == 0) {
            return new InputNotSentException(
                    amount(notSent, bytes) + (notSent == 1 ? " was" : " were") + " not sent: " + why, notSent);
        }
        String more = notSent == 0 ? "" : ", and " + notSent + " behind them were not sent";
        return new InputLostException(
                amount(uncertain, bytes) + " may not have arrived" + more + ": " + why, uncertain);
    }

    private static String amount(int some, int all) {
        String of = some == all ? "" : some + " of ";
        return of + all + (all == 1 ? " byte" : " bytes") + " of input";
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
