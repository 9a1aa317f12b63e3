package io.tmuxbridge.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The client's side of one terminal: connects, follows the stream by offset, numbers input, and after a loss goes on
 * where it was. It knows neither socket nor terminal; both are given to it.
 *
 * <p>One {@link Link} is made per connection; once a newer one is made, what the older one still says is ignored.
 *
 * <p><b>Threads:</b> any. Output is written under a lock of its own, so that a slow terminal does not hold up the
 * keyboard. It is over when {@link #end()} is there, and stays so.
 */
final class TerminalClient {

    /** Most bytes of one input message. */
    static final int CHUNK = 16 << 10;

    private static final int LEDGER_BYTES = 256 << 10;
    private static final byte OUTPUT = 1;
    private static final byte SNAPSHOT = 2;

    private final Object outputLock = new Object();
    private final InputLedger ledger = new InputLedger(LEDGER_BYTES);
    private final StreamPosition position = new StreamPosition();
    private final Wish wish;
    private final TerminalView view;
    private final LongSupplier nanoTime;

    private Optional<Link> link = Optional.empty();
    private Optional<End> end = Optional.empty();
    private Optional<String> noticeAfterSnapshot = Optional.empty();
    private boolean everConnected;
    private boolean readOnly;
    private boolean pictureSpoilt;
    private long attempt;
    private long lostInput;
    private int cols;
    private int rows;

    TerminalClient(Wish wish, int cols, int rows, TerminalView view, LongSupplier nanoTime) {
        this.wish = wish;
        this.cols = cols;
        this.rows = rows;
        this.view = view;
        this.nanoTime = nanoTime;
        this.readOnly = wish.readOnly();
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
            sendConnect(link.get());
        }
    }

    /** The connection could not be made. */
    synchronized void failed(String why) {
        if (everConnected) {
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
        if (readOnly || end.isPresent()) {
            return true;
        }
        if (!ledger.hasRoom(data.length)) {
            return false;
        }
        InputLedger.Entry entry = ledger.add(data);
        terminal().ifPresent(to -> to.input(entry));
        return true;
    }

    /**
     * Waits until that much input may be taken.
     *
     * @return false when it may not: the connection is lost, nobody knows for how long
     */
    synchronized boolean awaitRoom(int bytes) throws InterruptedException {
        while (terminal().isPresent() && !ledger.hasRoom(bytes)) {
            wait();
        }
        return end.isPresent() || ledger.hasRoom(bytes);
    }

    synchronized void resized(int newCols, int newRows) {
        cols = newCols;
        rows = newRows;
        terminal().ifPresent(to -> to.resize(cols, rows));
    }

    /** Leaves; the session lives on. */
    synchronized void detach() {
        terminal().ifPresent(Outgoing::disconnect);
        finish(End.detached(wish));
    }

    /** To be called every few seconds: notices a connection that has gone silent. */
    synchronized void tick() {
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
        return end.map(ended -> ended.withLostInput(lostInput));
    }

    synchronized void heard(Link from, JsonNode message) {
        if (!isCurrent(from)) {
            return;
        }
        switch (message.path("type").asText()) {
            case "connected" -> connected(from, message);
            case "input-ack" -> {
                ledger.acknowledged(message.path("seq").asLong());
                notifyAll();
            }
            case "error" -> refused(from, message);
            case "disconnect" -> disconnected(from, message.path("reason").asText());
            default -> {
                // Events, checks and sizes need no answer of a plain terminal.
            }
        }
    }

    synchronized void closed(Link from, int code, String reason) {
        if (!isCurrent(from)) {
            return;
        }
        CloseMeaning meaning = CloseMeaning.of(code);
        if (meaning.stop() || !everConnected) {
            finish(End.refused(meaning.text(reason)));
        } else {
            lost(meaning.text(reason));
        }
    }

    void output(Link from, ByteBuffer frame) {
        synchronized (outputLock) {
            byte kind = frame.get();
            long channel = Integer.toUnsignedLong(frame.getInt());
            long offset = frame.getLong();
            boolean snapshot = kind == SNAPSHOT;
            long after = snapshot ? offset : offset + frame.remaining();
            if ((snapshot || kind == OUTPUT) && isExpected(from, snapshot, channel, offset)) {
                view.output(frame);
                written(from, snapshot, after);
            }
        }
    }

    private synchronized boolean isExpected(Link from, boolean snapshot, long channel, long offset) {
        if (!isCurrent(from) || !from.isAbout(channel)) {
            return false;
        }
        StreamPosition.Verdict verdict = position.judge(snapshot, offset);
        if (verdict == StreamPosition.Verdict.ASK_FOR_SNAPSHOT) {
            askForSnapshot(from);
        }
        return verdict == StreamPosition.Verdict.WRITE;
    }

    private synchronized void written(Link from, boolean snapshot, long after) {
        position.written(snapshot, after);
        if (snapshot) {
            noticeAfterSnapshot.ifPresent(view::notice);
            noticeAfterSnapshot = Optional.empty();
        }
        if (isCurrent(from)) {
            from.terminal().ifPresent(to -> to.ack(after));
        }
    }

    private void connected(Link from, JsonNode message) {
        String resume = message.path("resume").asText();
        boolean resumed = resume.equals("resumed");
        settleInput(resume.equals("fresh"), message.path("inputSeq").asLong());
        position.connected(message.path("epoch").asText(), resumed);
        from.connected(message.path("channel").asLong());
        everConnected = true;
        readOnly = wish.readOnly() || message.path("access").asText().equals("read");
        if (readOnly) {
            ledger.clear(0);
        }
        sendWaiting(from);
        if (resumed && (pictureSpoilt || !position.isAt(message.path("offset").asLong()))) {
            askForSnapshot(from);
        }
        pictureSpoilt = false;
        notifyAll();
    }

    private void settleInput(boolean fresh, long inputSeq) {
        if (position.resume().isEmpty()) {
            // Typed before the first answer and never sent.
            ledger.renumber(inputSeq);
        } else if (fresh) {
            int lost = ledger.clear(inputSeq);
            lostInput += lost;
            noticeAfterSnapshot =
                    lost == 0 ? Optional.empty() : Optional.of("[" + lost + " bytes of input may not have arrived]");
        } else {
            ledger.acknowledged(inputSeq);
        }
    }

    private void refused(Link from, JsonNode error) {
        String code = error.path("code").asText();
        if (from.terminal().isPresent()) {
            if (code.equals("input-gap")) {
                sendWaiting(from);
            } else {
                noticeAfterSnapshot = Optional.of("[" + error.path("message").asText() + "]");
                askForSnapshot(from);
            }
        } else if (everConnected && error.path("retryable").asBoolean()) {
            lost(code);
        } else if (code.equals("not-found")) {
            finish(everConnected ? End.exited() : End.noSession(wish));
        } else {
            finish(End.refused(error.path("message").asText()));
        }
    }

    private void disconnected(Link from, String reason) {
        switch (reason) {
            case "session-ended" -> finish(End.exited());
            case "tmux-ended" -> finish(End.refused("[server exited]"));
            case "pane-ended" -> {
                // The session goes on with another pane, which is another stream.
                lostInput += ledger.clear(0);
                position.forget();
                sendConnect(from);
            }
            case "shutting-down", "too-slow" -> lost(reason);
            default -> finish(End.refused("[" + reason + "]"));
        }
    }

    private void sendConnect(Link through) {
        through.disconnected();
        attempt++;
        through.out().ifPresent(to -> to.connect(wish, cols, rows, attempt, position.resume()));
    }

    private void sendWaiting(Link through) {
        through.terminal().ifPresent(to -> ledger.waiting().forEach(to::input));
    }

    private void askForSnapshot(Link through) {
        position.awaitSnapshot();
        through.terminal().ifPresent(Outgoing::refresh);
    }

    /** This connection is given up; another one follows. */
    private void lost(String why) {
        pictureSpoilt = true;
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
