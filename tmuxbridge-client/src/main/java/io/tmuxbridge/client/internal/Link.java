package io.tmuxbridge.client.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tmuxbridge.client.spi.Line;
import io.tmuxbridge.client.spi.LineListener;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * One line of a client, from the attempt to open it to its end, and how long it has been silent.
 *
 * <p><b>Threads:</b> as a listener the line's; all else in turns of the client.
 */
final class Link implements LineListener {

    private final Owner owner;
    private final Turns turns;
    private final Promises promises;
    private final ObjectMapper mapper;
    private Optional<Line> line = Optional.empty();
    private Optional<Speech> speech = Optional.empty();
    private long openedAt;
    private long lastHeard;
    private boolean pinged;

    /** Hears what comes in, in turns. */
    interface Owner {

        void heard(Link from, JsonNode message);

        void heard(Link from, Piece output);

        void ended(Link which, int code, String reason);
    }

    /** What to do about a line's silence. */
    enum Silence {
        FINE,
        PING,
        LOST
    }

    Link(Owner owner, Turns turns, Promises promises, ObjectMapper mapper) {
        this.owner = owner;
        this.turns = turns;
        this.promises = promises;
        this.mapper = mapper;
    }

    void opened(Line open, boolean binary, long now) {
        line = Optional.of(open);
        speech = Optional.of(new Speech(open, binary));
        openedAt = now;
        alive(now);
    }

    /** What to speak through, once it is open. */
    Optional<Speech> speech() {
        return speech;
    }

    Duration age(long now) {
        return speech.isPresent() ? Duration.ofNanos(now - openedAt) : Duration.ZERO;
    }

    void alive(long now) {
        lastHeard = now;
        pinged = false;
    }

    Silence silence(long now, Settings.Times times) {
        long silent = now - lastHeard;
        if (silent > times.lostAfter().toNanos()) {
            return Silence.LOST;
        }
        boolean ask = silent > times.pingAfter().toNanos() && !pinged;
        pinged |= ask;
        return ask ? Silence.PING : Silence.FINE;
    }

    /** Ends it; what it still says is heard by nobody. A container may take its time for that. */
    void close(int code, String reason) {
        line.ifPresent(open -> promises.later(() -> open.close(code, reason)));
    }

    /** Ends it on the thread of whoever closes the client, whose process may end right after. */
    void takeLeave() {
        line.ifPresent(open -> turns.after(() -> open.close(CloseMeaning.DONE, "done")));
    }

    @Override
    public void text(String message) {
        JsonNode json;
        try {
            json = mapper.readTree(message);
        } catch (JsonProcessingException e) {
            turns.apart(() -> {
                close(CloseMeaning.UNREADABLE, "not JSON");
                owner.ended(this, CloseMeaning.UNREADABLE, "a message is not JSON");
            });
            return;
        }
        turns.apart(() -> owner.heard(this, json));
    }

    @Override
    public void binary(ByteBuffer message) {
        Piece.read(message).ifPresent(piece -> turns.apart(() -> owner.heard(this, piece)));
    }

    @Override
    public void closed(int code, String reason) {
        turns.apart(() -> owner.ended(this, code, reason));
    }
}
