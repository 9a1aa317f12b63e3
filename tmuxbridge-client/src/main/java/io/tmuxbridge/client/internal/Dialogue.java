package io.tmuxbridge.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.Connected;
import io.tmuxbridge.client.Terminal;
import io.tmuxbridge.client.TerminalEnd;
import io.tmuxbridge.client.TerminalEvent;
import io.tmuxbridge.client.TerminalListener;
import io.tmuxbridge.client.TerminalSpec;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What a client and a server say about one terminal, over however many lines it takes: the client asks for the stream
 * from where it was, and after a loss sends again what has not arrived. What becomes of lines is not decided here.
 *
 * <p><b>Threads:</b> in turns of the client. Ends once, with {@link #end}.
 */
final class Dialogue {

    private final TerminalSpec what;
    private final Address address;
    private final String clientId;
    private final Company company;
    private final Place place;
    private final Typing typing;
    private final Viewing viewing;
    private final Terminal terminal;
    private final Opening opening;
    private State state = State.WANTS;
    private Optional<String> paneId;
    private boolean ended;
    private long attempt;
    private long askedAt;

    Dialogue(TerminalSpec what, String clientId, TerminalListener listener, Company company, Parts parts) {
        this.what = what;
        this.address = new Address(what.session());
        this.clientId = clientId;
        this.company = company;
        this.opening = new Opening(parts.promises());
        this.place = new Place(what);
        this.paneId = what.paneId();
        this.typing = new Typing(parts.inputBytes(), place, parts.promises());
        this.viewing = new Viewing(
                parts.turns(), parts.executor(), listener, place, why -> giveUp(TerminalEnd.Reason.FAILED, why));
        this.terminal = new ViewedTerminal(parts.turns(), this);
        typing.mayWrite(!what.readOnly());
    }

    CompletableFuture<Terminal> opened() {
        return opening.opened();
    }

    State state() {
        return state;
    }

    /** Whether it was asked for before a time and is not answered. */
    boolean isAskedSinceBefore(long time) {
        return state == State.ASKED && askedAt - time < 0;
    }

    boolean hasEnded() {
        return ended;
    }

    String session() {
        return address.session();
    }

    String clientId() {
        return clientId;
    }

    Optional<String> paneId() {
        return paneId;
    }

    Place place() {
        return place;
    }

    Typing typing() {
        return typing;
    }

    Viewing viewing() {
        return viewing;
    }

    /** Asks for the terminal, or for it again. */
    void ask(Speech speech, long now) {
        state = State.ASKED;
        askedAt = now;
        attempt++;
        Speech.Attempt by = new Speech.Attempt(address.session(), clientId, attempt, place.size(), paneId);
        speech.connect(what, by, viewing.resume());
    }

    /** The answer to {@link #ask}. */
    void connected(Speech speech, JsonNode message) {
        state = State.LIVE;
        address.connected();
        place.taken(speech, message.path("channel").asLong());
        boolean known = viewing.resume().isPresent();
        Connected how = Json.connected(message, !what.readOnly());
        paneId = Optional.of(how.paneId()).filter(pane -> pane.startsWith("%"));
        typing.mayWrite(how.writes());
        viewing.connected(attempt, Json.position(message), how);
        viewing.mailbox().tell(0, listener -> listener.connected(terminal, how));
        boolean fresh = how.how() == Connected.How.FRESH;
        long inputSeq = message.path("inputSeq").asLong();
        typing.connected(known, fresh, inputSeq, clientId).ifPresent(viewing::inputLost);
        opening.succeeded(terminal);
    }

    /** A message about this terminal, once it is connected. */
    void heard(JsonNode message) {
        switch (message.path("type").asText()) {
            case "input-ack" -> typing.acknowledged(message.path("seq").asLong());
            case "resize" -> viewing.resized(Json.size(message));
            case "check" -> tell(Json.check(message));
            case "error" -> refused(message);
            case "disconnect" -> disconnected(message.path("reason").asText());
            default -> {} // An echo-ack, or what a newer server says.
        }
    }

    void output(Piece piece) {
        if (!ended && !viewing.output(piece)) {
            giveUp(TerminalEnd.Reason.REFUSED, "the server sends far more than was acknowledged");
        }
    }

    void tell(TerminalEvent event) {
        address.heard(event);
        if (event instanceof TerminalEvent.Access access) {
            typing.mayWrite(access.writes());
        }
        viewing.tell(event);
    }

    private void refused(JsonNode error) {
        TmuxBridgeException why = Json.exception(error);
        switch (why.code()) {
            case INPUT_GAP -> typing.gap();
            case LIMIT -> typing.refusedForNow();
            case INPUT_LOST -> typing.lost(Json.lost(error)).ifPresent(viewing::inputLost);
            default -> viewing.refused(why);
        }
    }

    /** The server refused to connect the terminal. */
    void notConnected(JsonNode error) {
        TmuxBridgeException why = Json.exception(error);
        TerminalEnd end = Ends.notConnected(why);
        boolean known = opening.hasSucceeded();
        if (known && error.path("retryable").asBoolean()) {
            state = State.RESTS;
            viewing.reconnecting(String.valueOf(why.getMessage()));
            company.wants(this, true);
        } else if (known && paneId.isPresent() && end.reason() == TerminalEnd.Reason.SESSION_ENDED) {
            paneEnded(end); // while the line was lost; or the session, which is the answer to the next
        } else {
            opening.failed(why);
            end(end);
        }
    }

    private void disconnected(String reason) {
        place.gone();
        switch (reason) {
            case "pane-ended" -> paneEnded(Ends.disconnected(reason));
            case "too-slow" -> askAgain("too slow");
            case "shutting-down" -> company.leave("the server is going away");
            default -> end(Ends.disconnected(reason));
        }
    }

    private void paneEnded(TerminalEnd unlessFollowed) {
        if (!what.nextPane()) {
            end(unlessFollowed);
            return;
        }
        // The session goes on with another pane, which is another stream.
        typing.forget("the pane has ended").ifPresent(viewing::inputLost);
        viewing.forget();
        address.paneEnded();
        paneId = Optional.empty();
        state = State.WANTS;
        company.wants(this, false);
    }

    /** May be asked for again. */
    void rested() {
        state = state == State.RESTS ? State.WANTS : state;
    }

    private void askAgain(String why) {
        viewing.rewind();
        state = State.WANTS;
        viewing.reconnecting(why);
        company.wants(this, false);
    }

    /** The line is lost, or could not be opened; another one is tried unless this was the first, or is to be again. */
    void lineLost(String why, boolean again) {
        place.gone();
        address.lineLost();
        viewing.rewind();
        state = State.WANTS;
        if (opening.hasSucceeded()) {
            viewing.reconnecting(why);
        } else if (!again) {
            end(new TerminalEnd(TerminalEnd.Reason.REFUSED, why));
        }
    }

    void close() {
        giveUp(TerminalEnd.Reason.CLOSED, "closed");
    }

    /** It is this side that ends it, and the server is to know. */
    private void giveUp(TerminalEnd.Reason reason, String why) {
        place.disconnect();
        end(new TerminalEnd(reason, why));
    }

    /** It is over, the first time this is called. */
    void end(TerminalEnd end) {
        if (ended) {
            return;
        }
        TmuxBridgeException why = Ends.exception(address.name(), end);
        opening.failed(new TmuxBridgeException(Ends.code(end.reason()), end.message()));
        ended = true;
        place.gone();
        typing.ended(why);
        viewing.mailbox().last(listener -> listener.ended(end));
        company.over(this);
    }

    @Override
    public String toString() {
        return address.name() + " " + state + ", attempt " + attempt + " of " + clientId + ", at " + viewing.resume();
    }
}
