package io.tmuxbridge.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a client and a server say about one terminal, over however many connections it takes: the client asks for the
 * stream from where it was, numbers its input, and after a loss sends again what has not arrived. What becomes of the
 * connections is not decided here but told, as an {@link Outcome}.
 *
 * <p><b>Threads:</b> one at a time, that is under the client's lock. Nothing here waits.
 */
final class Dialogue {

    private static final int LEDGER_BYTES = 256 << 10;

    private final InputLedger ledger = new InputLedger(LEDGER_BYTES);
    private final StreamPosition position = new StreamPosition();
    private final Wish wish;

    private Optional<String> noticeAfterSnapshot = Optional.empty();
    private Optional<String> paneId = Optional.empty();
    private boolean everConnected;
    private boolean refusedForNow;
    private boolean readOnly;
    private boolean pictureSpoilt;
    private long attempt;
    private long lostInput;
    private int cols;
    private int rows;

    Dialogue(Wish wish, int cols, int rows) {
        this.wish = wish;
        this.readOnly = wish.readOnly();
        this.cols = cols;
        this.rows = rows;
    }

    /** Asks for the terminal, or for it again. */
    void connect(Link through) {
        through.disconnected();
        attempt++;
        through.out().ifPresent(to -> to.connect(wish, cols, rows, attempt, paneId, position.resume()));
    }

    /** Whether the server has ever answered that the terminal is connected. */
    boolean everConnected() {
        return everConnected;
    }

    /** Whether the client asked to look on, or was granted no more. */
    boolean readOnly() {
        return readOnly;
    }

    /** How many bytes of input may or may not have arrived. */
    long lostInput() {
        return lostInput;
    }

    /** Whether so much more input may be kept until it is acknowledged. */
    boolean hasRoom(int bytes) {
        return ledger.hasRoom(bytes);
    }

    /** Takes input, for which there is room, and sends it where there is a terminal to send it to. */
    void input(byte[] data, Optional<Outgoing> terminal) {
        InputLedger.Entry entry = ledger.add(data);
        terminal.ifPresent(to -> to.input(entry));
    }

    void resized(int newCols, int newRows, Optional<Outgoing> terminal) {
        cols = newCols;
        rows = newRows;
        terminal.ifPresent(to -> to.resize(cols, rows));
    }

    /** Sends again what the server could not take a while ago. To be called now and then. */
    void tick(Link through) {
        if (refusedForNow) {
            refusedForNow = false;
            sendWaiting(through);
        }
    }

    /** Something else was written over the picture, as when a connection is lost; the next one asks for it anew. */
    void pictureSpoilt() {
        pictureSpoilt = true;
    }

    /** Takes a text message of the server. */
    Outcome heard(Link from, JsonNode message) {
        switch (message.path("type").asText()) {
            case "connected" -> connected(from, message);
            case "input-ack" -> ledger.acknowledged(message.path("seq").asLong());
            case "error" -> {
                return refused(from, message);
            }
            case "disconnect" -> {
                return disconnected(from, message.path("reason").asText());
            }
            default -> {
                // Events, checks and sizes need no answer of a plain terminal.
            }
        }
        return new Outcome.GoOn();
    }

    /** Whether a piece is to be written now; asks for a snapshot where it shows that something is missing. */
    boolean isExpected(Link from, Piece piece) {
        if (!from.isAbout(piece.channel())) {
            return false;
        }
        StreamPosition.Verdict verdict = position.judge(piece.isSnapshot(), piece.offset());
        if (verdict == StreamPosition.Verdict.ASK_FOR_SNAPSHOT) {
            askForSnapshot(from);
        }
        return verdict == StreamPosition.Verdict.WRITE;
    }

    /**
     * A piece has been written.
     *
     * @return what to tell the user now that the picture, which would have wiped it away, is there
     */
    Optional<String> written(Piece piece) {
        position.written(piece.isSnapshot(), piece.end());
        if (!piece.isSnapshot()) {
            return Optional.empty();
        }
        Optional<String> notice = noticeAfterSnapshot;
        noticeAfterSnapshot = Optional.empty();
        return notice;
    }

    private void connected(Link from, JsonNode message) {
        String resume = message.path("resume").asText();
        boolean resumed = resume.equals("resumed");
        settleInput(resume.equals("fresh"), message.path("inputSeq").asLong());
        long offset = message.path("offset").asLong();
        position.connected(message.path("epoch").asText(), offset, resumed);
        from.connected(message.path("channel").asLong());
        paneId = Optional.of(message.path("paneId").asText()).filter(pane -> pane.startsWith("%"));
        everConnected = true;
        readOnly = wish.readOnly() || message.path("access").asText().equals("read");
        if (readOnly) {
            ledger.clear(0);
        }
        sendWaiting(from);
        if (resumed && (pictureSpoilt || position.awaitsSnapshot() || !position.isAt(offset))) {
            askForSnapshot(from);
        }
        pictureSpoilt = false;
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

    private Outcome refused(Link from, JsonNode error) {
        String code = error.path("code").asText();
        if (from.terminal().isPresent()) {
            if (code.equals("input-gap")) {
                sendWaiting(from);
            } else if (code.equals("limit")) {
                refusedForNow = true;
            } else {
                noticeAfterSnapshot = Optional.of("[" + error.path("message").asText() + "]");
                askForSnapshot(from);
            }
            return new Outcome.GoOn();
        } else if (everConnected && error.path("retryable").asBoolean()) {
            return new Outcome.Reconnect(code);
        } else if (code.equals("not-found")) {
            return new Outcome.Over(everConnected ? End.exited() : End.noSession(wish));
        }
        return new Outcome.Over(End.refused(error.path("message").asText()));
    }

    private Outcome disconnected(Link from, String reason) {
        return switch (reason) {
            case "session-ended" -> new Outcome.Over(End.exited());
            case "tmux-ended" -> new Outcome.Over(End.refused("[server exited]"));
            case "pane-ended" -> {
                // The session goes on with another pane, which is another stream.
                lostInput += ledger.clear(0);
                position.forget();
                paneId = Optional.empty();
                connect(from);
                yield new Outcome.GoOn();
            }
            case "shutting-down", "too-slow" -> new Outcome.Reconnect(reason);
            default -> new Outcome.Over(End.refused("[" + reason + "]"));
        };
    }

    private void sendWaiting(Link through) {
        through.terminal().ifPresent(to -> ledger.waiting().forEach(to::input));
    }

    private void askForSnapshot(Link through) {
        position.awaitSnapshot();
        through.terminal().ifPresent(Outgoing::refresh);
    }
}
