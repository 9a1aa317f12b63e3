package io.tmuxbridge.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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
    private static final long PING_AFTER = TimeUnit.SECONDS.toNanos(10);
    private static final long LOST_AFTER = TimeUnit.SECONDS.toNanos(30);

    /**
     * What a client wants to see.
     *
     * @param sessionId name or id of the session
     * @param readOnly whether nothing is to be typed
     * @param clientId a random name of this client
     */
    record Wish(String sessionId, boolean readOnly, String clientId) {}

    /** How it ended: a line for the user and the exit status. */
    record End(String message, int status) {}

    private final Object outputLock = new Object();
    private final InputLedger ledger = new InputLedger(LEDGER_BYTES);
    private final StreamPosition position = new StreamPosition();
    private final Wish wish;
    private final TerminalView view;
    private final LongSupplier nanoTime;

    private Optional<Link> link = Optional.empty();
    private Optional<Outgoing> out = Optional.empty();
    private Optional<End> end = Optional.empty();
    private @Nullable String noticeAfterSnapshot;
    private boolean connected;
    private boolean everConnected;
    private boolean pictureSpoilt;
    private boolean pingOut;
    private long channel;
    private long attempt;
    private long lastHeard;
    private long lostInput;
    private int cols;
    private int rows;

    TerminalClient(Wish wish, int cols, int rows, TerminalView view, LongSupplier nanoTime) {
        this.wish = wish;
        this.cols = cols;
        this.rows = rows;
        this.view = view;
        this.nanoTime = nanoTime;
    }

    /** The listener for a new connection; from now on older ones are ignored. */
    synchronized Wire.Listener newLink() {
        Link fresh = new Link(this);
        link = Optional.of(fresh);
        out = Optional.empty();
        connected = false;
        return fresh;
    }

    /** The connection of the newest listener is open. */
    synchronized void opened(Wire wire) {
        if (link.isEmpty()) {
            wire.close(1000, "done");
            return;
        }
        out = Optional.of(new Outgoing(wire));
        alive();
        sendConnect();
    }

    /** The connection could not be made. */
    synchronized void failed(String why) {
        link = Optional.empty();
        if (everConnected) {
            spoil("[reconnecting: " + why + "]");
        } else {
            finish(why, 1);
        }
        notifyAll();
    }

    /**
     * Types. Nothing is sent by a read-only client.
     *
     * @param data at most {@link #CHUNK} bytes
     * @return false when there is no room: so much waits for its acknowledgement that these bytes were not taken
     */
    synchronized boolean input(byte[] data) {
        if (wish.readOnly() || end.isPresent()) {
            return true;
        }
        if (!ledger.hasRoom(data.length)) {
            return false;
        }
        InputLedger.Entry entry = ledger.add(data);
        if (connected) {
            out.ifPresent(to -> to.input(entry));
        }
        return true;
    }

    /**
     * Waits until that much input may be taken.
     *
     * @return false when it may not: the connection is lost, nobody knows for how long
     */
    synchronized boolean awaitRoom(int bytes) throws InterruptedException {
        while (connected && !ledger.hasRoom(bytes)) {
            wait();
        }
        return end.isPresent() || ledger.hasRoom(bytes);
    }

    synchronized void resized(int newCols, int newRows) {
        cols = newCols;
        rows = newRows;
        if (connected) {
            out.ifPresent(to -> to.resize(cols, rows));
        }
    }

    /** Leaves; the session lives on. */
    synchronized void detach() {
        if (connected) {
            out.ifPresent(Outgoing::disconnect);
        }
        finish("[detached (from session " + wish.sessionId() + ")]", 0);
    }

    /** To be called every few seconds: notices a connection that has gone silent. */
    synchronized void tick() {
        long silent = nanoTime.getAsLong() - lastHeard;
        if (out.isEmpty()) {
            return;
        }
        if (silent > LOST_AFTER) {
            drop("nothing heard for " + TimeUnit.NANOSECONDS.toSeconds(silent) + " s");
        } else if (silent > PING_AFTER && !pingOut) {
            pingOut = true;
            out.ifPresent(Outgoing::ping);
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
        return end.map(ended -> lostInput == 0
                ? ended
                : new End(ended.message() + "\n" + lostInput + " bytes of input may not have arrived", ended.status()));
    }


    synchronized void heard(Link from, JsonNode message) {
        if (!isCurrent(from)) {
            return;
        }
        alive();
        switch (message.path("type").asText()) {
            case "connected" -> connected(message);
            case "input-ack" -> {
                ledger.acknowledged(message.path("seq").asLong());
                notifyAll();
            }
            case "error" -> refused(message);
            case "disconnect" -> disconnected(message.path("reason").asText());
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
            finish(meaning.text(reason), 1);
        } else {
            lost(meaning.text(reason));
        }
    }

    void output(Link from, ByteBuffer frame) {
        synchronized (outputLock) {
            byte kind = frame.get();
            long frameChannel = Integer.toUnsignedLong(frame.getInt());
            long offset = frame.getLong();
            boolean snapshot = kind == SNAPSHOT;
            long after = snapshot ? offset : offset + frame.remaining();
            if ((snapshot || kind == OUTPUT) && isExpected(from, snapshot, frameChannel, offset)) {
                view.output(frame);
                written(from, snapshot, after);
            }
        }
    }

    private synchronized boolean isExpected(Link from, boolean snapshot, long frameChannel, long offset) {
        if (!isCurrent(from)) {
            return false;
        }
        alive();
        if (!connected || frameChannel != channel) {
            return false;
        }
        StreamPosition.Verdict verdict = position.judge(snapshot, offset);
        if (verdict == StreamPosition.Verdict.ASK_FOR_SNAPSHOT) {
            askForSnapshot();
        }
        return verdict == StreamPosition.Verdict.WRITE;
    }

    private synchronized void written(Link from, boolean snapshot, long after) {
        position.written(snapshot, after);
        if (snapshot && noticeAfterSnapshot != null) {
            view.notice(noticeAfterSnapshot);
            noticeAfterSnapshot = null;
        }
        if (isCurrent(from) && connected) {
            out.ifPresent(to -> to.ack(after));
        }
    }

    private void connected(JsonNode message) {
        String resume = message.path("resume").asText();
        long inputSeq = message.path("inputSeq").asLong();
        boolean resumed = resume.equals("resumed");
        if (position.resume().isEmpty()) {
            // Typed before the first answer and never sent.
            ledger.renumber(inputSeq);
        } else if (resume.equals("fresh")) {
            int lost = ledger.clear(inputSeq);
            lostInput += lost;
            noticeAfterSnapshot = lost == 0 ? null : "[" + lost + " bytes of input may not have arrived]";
        } else {
            ledger.acknowledged(inputSeq);
        }
        position.connected(message.path("epoch").asText(), resumed);
        channel = message.path("channel").asLong();
        connected = true;
        everConnected = true;
        out.ifPresent(to -> to.channel(channel));
        sendWaiting();
        if (resumed && (pictureSpoilt || !position.isAt(message.path("offset").asLong()))) {
            askForSnapshot();
        }
        pictureSpoilt = false;
        notifyAll();
    }

    private void refused(JsonNode error) {
        String code = error.path("code").asText();
        if (connected) {
            if (code.equals("input-gap")) {
                sendWaiting();
            }
        } else if (everConnected && error.path("retryable").asBoolean()) {
            drop(code);
        } else if (code.equals("not-found")) {
            finish(everConnected ? "[exited]" : "can't find session: " + wish.sessionId(), everConnected ? 0 : 1);
        } else {
            finish(CloseMeaning.clean(error.path("message").asText()), 1);
        }
    }

    private void disconnected(String reason) {
        switch (reason) {
            case "session-ended" -> finish("[exited]", 0);
            case "tmux-ended" -> finish("[server exited]", 1);
            case "pane-ended" -> {
                // The session goes on with another pane, which is another stream.
                lostInput += ledger.clear(0);
                position.forget();
                sendConnect();
            }
            case "shutting-down", "too-slow" -> drop(reason);
            default -> finish("[" + CloseMeaning.clean(reason) + "]", 1);
        }
    }

    private void sendConnect() {
        connected = false;
        attempt++;
        out.ifPresent(to -> to.connect(wish, cols, rows, attempt, position.resume()));
    }

    private void sendWaiting() {
        out.ifPresent(to -> ledger.waiting().forEach(to::input));
    }

    private void askForSnapshot() {
        position.awaitSnapshot();
        out.ifPresent(Outgoing::refresh);
    }

    /** Takes leave of this connection; another one follows. */
    private void drop(String why) {
        Optional<Outgoing> gone = out;
        lost(why);
        gone.ifPresent(to -> to.close("again"));
    }

    private void lost(String why) {
        link = Optional.empty();
        out = Optional.empty();
        connected = false;
        spoil("[reconnecting: " + why + "]");
        notifyAll();
    }

    private void spoil(String notice) {
        pictureSpoilt = true;
        view.notice(notice);
    }

    private void finish(String message, int status) {
        if (end.isEmpty()) {
            end = Optional.of(new End(message, status));
        }
        link = Optional.empty();
        connected = false;
        out.ifPresent(to -> to.close("done"));
        out = Optional.empty();
        notifyAll();
    }

    private boolean isCurrent(Link from) {
        return link.isPresent() && link.get() == from && end.isEmpty();
    }

    private void alive() {
        lastHeard = nanoTime.getAsLong();
        pingOut = false;
    }
}
