package io.tmuxbridge.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tmuxbridge.client.spi.Line;
import io.tmuxbridge.client.spi.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a line to the server while one is needed: opens it, notices that it is lost or silent, and opens the next one
 * after a wait that grows. What an older line still says is ignored.
 *
 * <p><b>Threads:</b> in turns of the client; lines are opened by the executor, as that may block. Ends with
 * {@link #close}.
 */
final class Lifeline implements Link.Owner {

    /** A line that lived so long was a good one: the next wait is the shortest. */
    private static final Duration GOOD = Duration.ofSeconds(5);

    /** Calls of the connector at once: one may hang for minutes, and must not keep the next from being tried. */
    private static final int MOST_CALLS = 4;

    private final Settings settings;
    private final Turns turns;
    private final Promises promises;
    private final Timer timer;
    private final Backoff backoff;
    private final Owner owner;
    private final ObjectMapper mapper;
    private final Standing standing;
    private @Nullable Link link;
    private boolean waiting;
    private boolean closed;
    /** Calls that the connector has, which may last longer than anybody waits for their lines. */
    private int calls;
    /** The line for which it could not be called yet. */
    private @Nullable Link uncalled;

    /** The client, as its line sees it; all in turns. */
    interface Owner {

        /** There is a line. */
        void up(Speech speech);

        /** There is none any more, or it could not be opened. */
        void down(String why);

        /** There is none, as the server has not taken the token; the next one shows a new one. */
        void renewed(String why);

        /** Trying again is pointless. */
        void over(CloseMeaning meaning, String why);

        void heard(JsonNode message);

        void heard(Piece output);

        /** Time has passed on the line. */
        void tick();

        /** Whether a lost line is to be replaced. */
        boolean needsLine();
    }

    Lifeline(
            Settings settings,
            Turns turns,
            Promises promises,
            Timer timer,
            Backoff backoff,
            Owner owner,
            ObjectMapper mapper) {
        this.settings = settings;
        this.turns = turns;
        this.promises = promises;
        this.timer = timer;
        this.backoff = backoff;
        this.owner = owner;
        this.mapper = mapper;
        this.standing = new Standing(settings.renewable());
    }

    /** What to speak through, while there is a line. */
    Optional<Speech> speech() {
        return Optional.ofNullable(link).flatMap(Link::speech);
    }

    /** A line is wanted now: opened, unless there is one, or one is on its way. */
    void want() {
        if (link == null && !waiting && !closed) {
            Link fresh = new Link(this, turns, promises, mapper);
            link = fresh;
            if (calls < MOST_CALLS) {
                calls++;
                promises.later(() -> open(fresh));
            } else { // when one of them returns
                uncalled = fresh;
            }
            timer.schedule(
                    settings.times().patience(),
                    () -> turns.run(() -> {
                        if (link == fresh && fresh.speech().isEmpty()) {
                            long millis = settings.times().patience().toMillis();
                            lost(fresh, settings.endpoint() + " did not answer for " + millis + " ms");
                        }
                    }));
        }
    }

    private void open(Link fresh) {
        try {
            Line line = settings.connector().open(settings.target(), fresh);
            turns.run(() -> opened(fresh, line));
        } catch (RefusedException e) {
            turns.run(() -> ended(fresh, e.closeCode(), String.valueOf(e.getMessage())));
        } catch (IOException | RuntimeException e) {
            turns.run(() -> lost(fresh, Objects.requireNonNullElse(e.getMessage(), e.toString())));
        } catch (Error e) { // as of classes that do not fit; its trace is the executor's to report
            turns.run(() -> lost(fresh, "cannot connect to " + settings.endpoint() + ": " + e));
            throw e;
        } finally {
            turns.run(this::returned);
        }
    }

    /** The connector may be called again: for the line that has waited for that, which is given its time anew. */
    private void returned() {
        calls--;
        if (link != null && link == uncalled) {
            link = null;
            want();
        }
    }

    private void opened(Link fresh, Line line) {
        fresh.opened(line, settings.binary(), timer.now());
        if (link != fresh) {
            fresh.close(closed ? CloseMeaning.DONE : CloseMeaning.GIVEN_UP, "too late");
            return;
        }
        fresh.speech().ifPresent(owner::up);
        tickLater(fresh);
    }

    private void tickLater(Link of) {
        Duration step = settings.times().pingAfter().dividedBy(4);
        timer.schedule(
                step.compareTo(Duration.ofSeconds(1)) > 0 ? Duration.ofSeconds(1) : step,
                () -> turns.run(() -> tick(of)));
    }

    private void tick(Link of) {
        if (link != of) {
            return;
        }
        Link.Silence silence = of.silence(timer.now(), settings.times());
        if (silence == Link.Silence.LOST) {
            lost(of, "the server is silent");
            return;
        }
        if (silence == Link.Silence.PING) {
            of.speech().ifPresent(Speech::ping);
        }
        owner.tick();
        tickLater(of);
    }

    /** Gives the line up; another one follows if one is needed. */
    void leave(String why) {
        Optional.ofNullable(link).ifPresent(current -> lost(current, why));
    }

    /** What was asked for was answered: the credentials are good. */
    void well() {
        standing.well();
    }

    private void lost(Link which, String why) {
        gone(which, () -> owner.down(why));
    }

    private void gone(Link which, Runnable tell) {
        if (link != which) {
            return;
        }
        if (which.age(timer.now()).compareTo(GOOD) > 0) {
            backoff.reset();
        }
        link = null;
        standing.lineLost();
        which.close(CloseMeaning.GIVEN_UP, "given up");
        waiting = !closed;
        tell.run();
        if (waiting) {
            timer.schedule(backoff.next(), () -> turns.run(this::waited));
        }
    }

    private void waited() {
        waiting = false;
        if (owner.needsLine()) {
            want();
        }
    }

    @Override
    public void heard(Link from, JsonNode message) {
        if (link == from) {
            from.alive(timer.now());
            owner.heard(message);
        }
    }

    @Override
    public void heard(Link from, Piece output) {
        if (link == from) {
            from.alive(timer.now());
            owner.heard(output);
        }
    }

    @Override
    public void ended(Link which, int code, String reason) {
        if (link != which) {
            return;
        }
        CloseMeaning meaning = CloseMeaning.of(code);
        if (standing.renews(code)) {
            gone(which, () -> owner.renewed(meaning.text(reason)));
        } else if (meaning.stop()) {
            link = null;
            owner.over(meaning, standing.end(code).text(reason));
        } else {
            lost(which, meaning.text(reason));
        }
    }

    void close() {
        closed = true;
        waiting = false;
        Optional.ofNullable(link).ifPresent(Link::takeLeave);
        link = null;
        timer.close();
    }
}
