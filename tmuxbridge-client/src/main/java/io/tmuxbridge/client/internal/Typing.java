package io.tmuxbridge.client.internal;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.LostInput;
import io.tmuxbridge.client.internal.InputLedger.Entry;
import io.tmuxbridge.client.internal.InputLedger.GivenUp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The input of one terminal: numbered, kept until it is acknowledged, sent again where that is right, and told to the
 * application where it is not.
 *
 * <p><b>Threads:</b> in turns of the client.
 */
final class Typing {

    /** Most bytes of one input message, so that a large paste does not hold up a small message. */
    static final int CHUNK = 16 << 10;

    /** Most inputs under way, as the server bounds the messages of a second, and closes the line beyond that. */
    static final int MOST_UNDER_WAY = 256;

    private final InputLedger ledger;
    private final Place place;
    private final Promises promises;
    private final Deque<Room> rooms = new ArrayDeque<>();
    private boolean writes = true;
    private boolean refusedForNow;
    private boolean gapAnswered;
    private Optional<TmuxBridgeException> ended = Optional.empty();

    private record Room(int bytes, CompletableFuture<Void> free) {}

    Typing(int bytes, Place place, Promises promises) {
        this.ledger = new InputLedger(bytes, MOST_UNDER_WAY);
        this.place = place;
        this.promises = promises;
    }

    CompletableFuture<Void> send(byte[] data) {
        Optional<TmuxBridgeException> refusal = refusal(data.length);
        if (refusal.isPresent()) {
            return CompletableFuture.failedFuture(refusal.get());
        }
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int from = 0; from < data.length; from += CHUNK) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            all.add(done);
            ledger.add(Arrays.copyOfRange(data, from, Math.min(data.length, from + CHUNK)), done);
        }
        sendMore();
        return Paste.of(all, data.length);
    }

    private Optional<TmuxBridgeException> refusal(int bytes) {
        if (ended.isPresent()) {
            return ended;
        } else if (!writes) {
            return Optional.of(lookingOn());
        } else if (!ledger.hasRoom(bytes)) {
            return Optional.of(new TmuxBridgeException(
                    ErrorCode.LIMIT,
                    "no room for " + bytes + " bytes of input: at most " + ledger.limit()
                            + " wait for their acknowledgement; nothing was sent"));
        }
        return Optional.empty();
    }

    private static TmuxBridgeException lookingOn() {
        return new TmuxBridgeException(ErrorCode.FORBIDDEN, "this viewer only looks on; nothing was sent");
    }

    CompletableFuture<Void> room(int bytes) {
        if (ended.isPresent()) {
            return CompletableFuture.failedFuture(ended.get());
        } else if (bytes > ledger.limit()) {
            return CompletableFuture.failedFuture(new TmuxBridgeException(
                    ErrorCode.INVALID, "room for " + bytes + " bytes: there is never more than " + ledger.limit()));
        }
        Room room = new Room(bytes, new CompletableFuture<>());
        rooms.add(room);
        offerRoom();
        return room.free();
    }

    void mayWrite(boolean may) {
        writes = may;
    }

    /** How a connect was answered: {@code resumeSent} whether it had been connected before. */
    Optional<LostInput> connected(boolean resumeSent, boolean fresh, long inputSeq, String clientId) {
        refusedForNow = false;
        gapAnswered = false;
        Optional<LostInput> lost = Optional.empty();
        if (!resumeSent) {
            // Typed before the first answer and never sent.
            ledger.renumber(inputSeq);
        } else if (fresh) {
            // Not even what was never sent is sent now. tmux may have begun anew as well and given the pane's id to
            // another pane, with another program; and what was typed behind lost input may do harm without it.
            lost = lose(ledger.clear(inputSeq), "the server began anew while the connection was lost");
        } else if (ledger.returned(inputSeq)) {
            // What of that was lost is told before the answer to this.
            place.ping(clientId);
        }
        if (!writes) {
            promises.fail(ledger.withdraw(inputSeq), lookingOn());
        }
        sendAgain();
        offerRoom();
        return lost;
    }

    void settled() {
        promises.keep(ledger.settled());
        offerRoom();
    }

    void acknowledged(long seq) {
        gapAnswered = false;
        promises.keep(ledger.acknowledged(seq));
        sendMore();
        offerRoom();
    }

    /**
     * Inputs that the server names as lost.
     *
     * @param first number of the first; 0 for one without number
     * @param last number of the last
     * @param why the server's words
     */
    record Named(long first, long last, String why) {}

    /** The server has named inputs as lost; it may do so twice, and is heard once. */
    Optional<LostInput> lost(Named named) {
        if (named.first() == 0) {
            return Optional.of(new LostInput(List.of(), List.of(), named.why()));
        }
        Optional<LostInput> lost = lose(new GivenUp(ledger.lost(named.first(), named.last()), List.of()), named.why());
        sendMore();
        offerRoom();
        return lost;
    }

    /** Everything is to be forgotten, as another pane comes. */
    Optional<LostInput> forget(String why) {
        return lose(ledger.clear(0), why);
    }

    private Optional<LostInput> lose(GivenUp input, String why) {
        fail(input, why);
        boolean none = input.uncertain().isEmpty() && input.notSent().isEmpty();
        return none
                ? Optional.empty()
                : Optional.of(new LostInput(data(input.uncertain()), data(input.notSent()), why));
    }

    private void fail(GivenUp input, String why) {
        input.uncertain().forEach(entry -> fail(entry, true, why));
        input.notSent().forEach(entry -> fail(entry, false, why));
    }

    private void fail(Entry entry, boolean sent, String why) {
        promises.fail(entry.done(), new Paste.PieceLost(entry.data().length, sent, why));
    }

    private static List<byte[]> data(List<Entry> entries) {
        return entries.stream().map(Entry::data).toList();
    }

    /** The server misses inputs: those behind the missing one are refused as well, each with a word of its own. */
    void gap() {
        if (!gapAnswered && !refusedForNow) {
            gapAnswered = true;
            sendAgain();
        }
    }

    /** The server cannot take more for now: nor what would come behind that. */
    void refusedForNow() {
        refusedForNow = true;
    }

    /** To be called now and then: sends again what the server could not take a while ago. */
    void tick() {
        if (refusedForNow) {
            refusedForNow = false;
            sendAgain();
        }
    }

    void ended(TmuxBridgeException why) {
        ended = Optional.of(why);
        fail(ledger.clear(0), String.valueOf(why.getMessage()));
        rooms.forEach(room -> promises.fail(room.free(), why));
        rooms.clear();
    }

    private void sendAgain() {
        ledger.rewind();
        sendMore();
    }

    private void sendMore() {
        while (place.there() && !refusedForNow) {
            Optional<Entry> next = ledger.next();
            if (next.isEmpty()) {
                return;
            }
            place.input(next.get());
        }
    }

    private void offerRoom() {
        while (!rooms.isEmpty() && ledger.hasRoom(rooms.peek().bytes())) {
            CompletableFuture<Void> free = rooms.remove().free();
            promises.later(() -> free.complete(null));
        }
    }
}
