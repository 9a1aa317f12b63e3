package io.tmuxbridge.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The client's side of one terminal: keeps to one connection at a time, hears when it is lost or silent, and knows when all
 * is over. What is said over the connections is the {@link Dialogue}'s. It knows neither socket nor terminal; both are
 * given to it.
 *
 * <p>One {@link Link} is made per connection; once a newer one is made, what the older one still says is ignored.
 *
 * <p><b>Threads:</b> any. Output is written under a lock of its own, so that a slow terminal does not hold up the
 * keyboard. It is over when {@link #end()} is there, and stays so.
 */
final class TerminalClient {

    /** Most bytes of one input message. */
    static final int CHUNK = 16 << 10;

    private final Object outputLock = new Object();
    private final Dialogue dialogue;
    private final Wish wish;
    private final TerminalView view;
    private final LongSupplier nanoTime;

    private Optional<Link> link = Optional.empty();
    private Optional<End> end = Optional.empty();

    TerminalClient(Wish wish, int cols, int rows, TerminalView view, LongSupplier nanoTime) {
        this.wish = wish;
        this.dialogue = new Dialogue(wish, cols, rows);
        this.view = view;
        this.nanoTime = nanoTime;
    }

    /** The listener for a new connection; from now on older ones are ignored. */
    synchronized Wire.Listener newLink() {
        Link fresh = new Link(this);
        link = Optional.of(fresh);
        return fresh;
    }

    /** The connection of the newest listener is open. */
    synchronized void opened(Wire wire) {
        if (end.isPresent() || link.isEmpty()) {
            wire.close(1000, "done");
        } else {
            link.get().opened(wire, nanoTime.getAsLong());
            dialogue.connect(link.get());
        }
    }

    /** The connection could not be made. */
    synchronized void failed(String why) {
        if (dialogue.everConnected()) {
            lost(why);
        } else {
            finish(End.refused(why));
        }
    }

    /**
     * Types. Nothing is sent by a client that asked to look on, or was granted no more.
     *
     * @param data at most {@link #CHUNK} bytes
     * @return false when there is no room: so much waits for its acknowledgement that these bytes were not taken
     */
    synchronized boolean input(byte[] data) {
        if (dialogue.readOnly() || end.isPresent()) {
            return true;
        }
        if (!dialogue.hasRoom(data.length)) {
            return false;
        }
        dialogue.input(data, terminal());
        return true;
    }

    /**
     * Waits until that much input may be taken.
     *
     * @return false when it may not: the connection is lost, nobody knows for how long
     */
    synchronized boolean awaitRoom(int bytes) throws InterruptedException {
        while (terminal().isPresent() && !dialogue.hasRoom(bytes)) {
            wait();
        }
        return end.isPresent() || dialogue.hasRoom(bytes);
    }

    synchronized void resized(int newCols, int newRows) {
        dialogue.resized(newCols, newRows, terminal());
    }

    /** Leaves; the session lives on. */
    synchronized void detach() {
        terminal().ifPresent(Outgoing::disconnect);
        finish(End.detached(wish));
    }

    /** To be called every few seconds: notices a connection that has gone silent. */
    synchronized void tick() {
        link.ifPresent(dialogue::tick);
        switch (link.map(current -> current.silence(nanoTime.getAsLong())).orElse(Link.Silence.FINE)) {
            case LOST -> lost("the server is silent");
            case PING -> link.flatMap(Link::out).ifPresent(Outgoing::ping);
            case FINE -> {}
        }
    }

    /** Waits until the connection is lost or all is over. */
    synchronized void awaitLoss() throws InterruptedException {
        while (link.isPresent()) {
            wait();
        }
    }

    /** Waits until all is over, or for that long. */
    synchronized void awaitEnd(long millis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; end.isEmpty() && left > 0; ) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        }
    }

    /** How it ended, once it has. */
    synchronized Optional<End> end() {
        return end.map(ended -> ended.withLostInput(dialogue.lostInput()));
    }

    synchronized void heard(Link from, JsonNode message) {
        if (!isCurrent(from)) {
            return;
        }
        Outcome outcome = dialogue.heard(from, message);
        if (outcome instanceof Outcome.Reconnect gone) {
            lost(gone.why());
        } else if (outcome instanceof Outcome.Over over) {
            finish(over.end());
        }
        // There may be room for input now.
        notifyAll();
    }

    synchronized void closed(Link from, int code, String reason) {
        if (!isCurrent(from)) {
            return;
        }
        CloseMeaning meaning = CloseMeaning.of(code);
        if (meaning.stop() || !dialogue.everConnected()) {
            finish(End.refused(meaning.text(reason)));
        } else {
            lost(meaning.text(reason));
        }
    }

    void output(Link from, ByteBuffer frame) {
        synchronized (outputLock) {
            Piece piece = Piece.readHeader(frame);
            if (piece.kind() != Piece.Kind.UNKNOWN && isExpected(from, piece)) {
                view.output(frame);
                written(from, piece);
            }
        }
    }

    private synchronized boolean isExpected(Link from, Piece piece) {
        return isCurrent(from) && dialogue.isExpected(from, piece);
    }

    private synchronized void written(Link from, Piece piece) {
        dialogue.written(piece).ifPresent(view::notice);
        if (isCurrent(from)) {
            from.terminal().ifPresent(to -> to.ack(piece.end()));
        }
    }

    /** This connection is given up; another one follows. */
    private void lost(String why) {
        dialogue.pictureSpoilt();
        view.notice("[reconnecting: " + why + "]");
        hangUp();
    }

    private void finish(End how) {
        end = end.or(() -> Optional.of(how));
        hangUp();
    }

    private void hangUp() {
        Optional<Outgoing> gone = link.flatMap(Link::out);
        link = Optional.empty();
        gone.ifPresent(to -> to.close("done"));
        notifyAll();
    }

    private Optional<Outgoing> terminal() {
        return link.flatMap(Link::terminal);
    }

    private boolean isCurrent(Link from) {
        boolean current = link.isPresent() && link.get() == from && end.isEmpty();
        if (current) {
            from.alive(nanoTime.getAsLong());
        }
        return current;
    }
}
