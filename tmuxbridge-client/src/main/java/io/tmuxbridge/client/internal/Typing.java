package io.tmuxbridge.client.internal;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.InputLostException;
import io.tmuxbridge.client.LostInput;
import io.tmuxbridge.client.internal.InputLedger.Entry;
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
        this.ledger = new InputLedger(bytes);
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
            place.input(ledger.add(Arrays.copyOfRange(data, from, Math.min(data.length, from + CHUNK)), done));
        }
        return all.size() == 1 ? all.get(0) : CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
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
            lost = lose(ledger.clear(inputSeq), "the server no longer knows what had arrived before");
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
            return Optional.of(new LostInput(List.of(), named.why()));
        }
        Optional<LostInput> lost = lose(ledger.lost(named.first(), named.last()), named.why());
        offerRoom();
        return lost;
    }

    /** Everything is to be forgotten, as another pane comes. */
    Optional<LostInput> forget(String why) {
        return lose(ledger.clear(0), why);
    }

    private Optional<LostInput> lose(List<Entry> entries, String why) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        LostInput lost = new LostInput(entries.stream().map(Entry::data).toList(), why);
        promises.fail(entries, new InputLostException(lost.bytes() + " bytes of input may not have arrived: " + why));
        return Optional.of(lost);
    }

    /** The server misses inputs: those behind the missing one are refused as well, each with a word of its own. */
    void gap() {
        if (!gapAnswered && !refusedForNow) {
            gapAnswered = true;
            sendAgain();
        }
    }

    /** The server cannot take more for now. */
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
        List<Entry> open = ledger.clear(0);
        promises.fail(open, new InputLostException("input may not have arrived: " + why.getMessage()));
        rooms.forEach(room -> promises.fail(room.free(), why));
        rooms.clear();
    }

    private void sendAgain() {
        ledger.waiting().forEach(place::input);
    }

    private void offerRoom() {
        while (!rooms.isEmpty() && ledger.hasRoom(rooms.peek().bytes())) {
            CompletableFuture<Void> free = rooms.remove().free();
            promises.later(() -> free.complete(null));
        }
    }
}
