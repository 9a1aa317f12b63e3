package io.tmuxbridge.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.client.TerminalEnd;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a client hears, sorted: answers to requests, what is about terminals, what is about the connection.
 *
 * <p><b>Threads:</b> in turns of the client.
 */
final class Ears implements Lifeline.Owner {

    private final Settings settings;
    private final Turns turns;
    private final Promises promises;
    private final Terminals terminals;
    private final Calls calls;
    private final Lifeline lifeline;
    private final News sessionsChanged;

    Ears(Settings settings, Turns turns, Executor executor, Timer timer, ObjectMapper mapper) {
        this.settings = settings;
        this.turns = turns;
        Settings.Times times = settings.times();
        Backoff backoff = new Backoff(
                times.firstWait(),
                times.longestWait(),
                () -> ThreadLocalRandom.current().nextDouble());
        promises = new Promises(turns, executor);
        calls = new Calls(turns, promises, timer, settings.renewable());
        sessionsChanged = new News(turns, promises, settings.onSessionsChanged());
        lifeline = new Lifeline(settings, turns, promises, timer, backoff, this, mapper);
        terminals = new Terminals(
                new Parts(turns, executor, promises, settings.inputBytes()),
                new Events(mapper),
                timer,
                times,
                lifeline::leave);
    }

    Terminals terminals() {
        return terminals;
    }

    Calls calls() {
        return calls;
    }

    Lifeline lifeline() {
        return lifeline;
    }

    void close() {
        terminals.close();
        calls.down(ErrorCode.UNAVAILABLE, "the client is closed");
        lifeline.close();
    }

    @Override
    public void up(Speech speech) {
        calls.up(speech);
        terminals.up(speech);
    }

    @Override
    public void down(String why) {
        calls.down(ErrorCode.UNAVAILABLE, why);
        terminals.down(why);
    }

    @Override
    public void renewed(String why) {
        calls.renewed(why);
        terminals.renewed(why);
    }

    @Override
    public void over(CloseMeaning meaning, String why) {
        calls.down(Ends.code(meaning.reason()), why);
        terminals.over(new TerminalEnd(meaning.reason(), why));
    }

    @Override
    public void heard(JsonNode message) {
        if (message.has("jsonrpc")) {
            well();
            calls.answered(message);
        } else if (terminals.heard(message)) {
            if (message.path("type").asText().equals("connected")) {
                well();
            }
        } else if (message.path("type").asText().equals("auth-expiring") && settings.renewable()) {
            promises.later(this::renew);
        } else if (message.path("name").asText().equals("sessions-changed")) {
            sessionsChanged.come();
        }
    }

    private void well() {
        lifeline.well();
        lifeline.speech().ifPresent(calls::accepted);
    }

    @Override
    public void heard(Piece output) {
        terminals.output(output);
    }

    /** The source may block. One that fails leaves it to the next connect, which comes when the server hangs up. */
    private void renew() {
        settings.freshToken()
                .ifPresent(token -> turns.run(() -> lifeline.speech().ifPresent(speech -> speech.auth(token))));
    }

    @Override
    public void tick() {
        terminals.tick();
    }

    @Override
    public boolean needsLine() {
        return !terminals.isEmpty() || calls.any();
    }
}
