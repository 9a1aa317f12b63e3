package io.tmuxbridge.client.internal;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.Connected;
import io.tmuxbridge.client.LostInput;
import io.tmuxbridge.client.Snapshot;
import io.tmuxbridge.client.TerminalEvent;
import io.tmuxbridge.client.TerminalListener;
import io.tmuxbridge.client.internal.Mailbox.Arrived;
import io.tmuxbridge.pane.PanePosition;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The output of one terminal: what comes in is judged by its position, told to the listener, and acknowledged once the
 * listener has returned from it. The server sends no more than its credit beyond that.
 *
 * <p><b>Threads:</b> in turns of the client.
 */
final class Viewing implements Mailbox.Owner {

    /** Acknowledged at the latest after so many bytes; at once where nothing more waits. */
    private static final long ACK_BYTES = 64 << 10;

    private final StreamPosition position = new StreamPosition();
    private final Place place;
    private final Mailbox mailbox;
    private final Consumer<String> onFailure;
    private TerminalSize size = TerminalSize.DEFAULT;
    private long attempt;
    private long acknowledged;

    /** Takes what is told of a listener that failed. */
    Viewing(Turns turns, Executor executor, TerminalListener listener, Place place, Consumer<String> onFailure) {
        this.place = place;
        this.mailbox = new Mailbox(turns, executor, listener, this);
        this.onFailure = onFailure;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    Optional<PanePosition> resume() {
        return position.resume();
    }

    /** The line is lost: what was not given to the listener comes again, with what was said about it. */
    void rewind() {
        mailbox.dropOutput(attempt);
        position.rewind();
    }

    /** The stream has ended: what of it was not given to the listener yet comes from nowhere else. */
    void forget() {
        position.forget();
        attempt = 0;
    }

    /** How the connect of that number was answered, and where the stream goes on. */
    void connected(long newAttempt, PanePosition from, Connected how) {
        attempt = newAttempt;
        boolean resumed = how.how() == Connected.How.RESUMED;
        if (!resumed) {
            size = how.size();
        }
        if (position.connected(from, resumed)) {
            place.refresh();
        }
        // Before any output: until the first acknowledgement the server takes for parsed what it has sent.
        acknowledged = from.offset();
        place.ack(from.offset());
    }

    void resized(TerminalSize newSize) {
        size = newSize;
        mailbox.tellOfOutput(attempt, listener -> listener.resized(newSize));
    }

    /** A gap is told whatever becomes of the line: rather twice than never. */
    void tell(TerminalEvent event) {
        boolean ofOutput = event instanceof TerminalEvent.Skipped || event instanceof TerminalEvent.Check;
        mailbox.tell(event, ofOutput ? attempt : Mailbox.NONE);
    }

    void inputLost(LostInput lost) {
        mailbox.tell(lost.uncertainBytes() + lost.notSentBytes(), listener -> listener.inputLost(lost));
    }

    void refused(TmuxBridgeException why) {
        mailbox.tell(String.valueOf(why.getMessage()).length(), listener -> listener.refused(why));
    }

    void reconnecting(String why) {
        mailbox.tell(why.length(), listener -> listener.reconnecting(why));
    }

    /** Takes a piece of output; false when the server sends far more than it may. */
    boolean output(Piece piece) {
        StreamPosition.Verdict verdict = position.arrived(piece.snapshot(), piece.offset(), piece.end());
        if (verdict == StreamPosition.Verdict.TAKE) {
            return mailbox.output(new Arrived(piece, attempt), call(piece));
        }
        if (verdict == StreamPosition.Verdict.ASK_FOR_SNAPSHOT) {
            place.refresh();
        }
        // For who may not skip, the snapshot comes behind it, and only when there is credit for it.
        acknowledge(piece.end());
        return true;
    }

    private void acknowledge(long end) {
        if (!mailbox.hasOutput() || end - acknowledged >= ACK_BYTES) {
            acknowledged = end;
            place.ack(end);
        }
    }

    private Consumer<TerminalListener> call(Piece piece) {
        ByteBuffer data = ByteBuffer.wrap(piece.data()).asReadOnlyBuffer();
        if (piece.snapshot()) {
            Snapshot snapshot = new Snapshot(size, data);
            return listener -> listener.snapshot(snapshot);
        }
        return listener -> listener.bytes(data);
    }

    @Override
    public void taken(Arrived output) {
        if (output.attempt() == attempt) {
            position.taken(output.piece().snapshot(), output.piece().end());
        }
    }

    @Override
    public void consumed(Arrived output) {
        if (output.attempt() == attempt) {
            acknowledge(output.piece().end());
        }
    }

    @Override
    public void failed(String why) {
        onFailure.accept(why);
    }
}
