package io.tmuxbridge.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.PaneInfo;
import io.tmuxbridge.WindowInfo;
import io.tmuxbridge.client.Terminal;
import io.tmuxbridge.client.TerminalEnd;
import io.tmuxbridge.client.TerminalEvent;
import io.tmuxbridge.client.TerminalListener;
import io.tmuxbridge.client.TerminalSpec;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The terminals of a client, and which of them a message is about: by its channel once it is connected. A refusal to
 * connect names only the session, so that of each session one terminal is asked for at a time.
 *
 * <p><b>Threads:</b> in turns of the client.
 */
final class Terminals implements Company {

    private static final int CLIENT_ID_BYTES = 16;
    /** First waits that a terminal rests that was refused for now. */
    private static final int REST = 4;

    private final SecureRandom random = new SecureRandom();
    private final Set<Dialogue> all = new LinkedHashSet<>();
    private final Map<Long, Dialogue> live = new HashMap<>();
    private final Parts parts;
    private final Events events;
    private final Timer timer;
    private final Settings.Times times;
    private final Consumer<String> leave;
    private Optional<Speech> speech = Optional.empty();

    Terminals(Parts parts, Events events, Timer timer, Settings.Times times, Consumer<String> leave) {
        this.parts = parts;
        this.events = events;
        this.timer = timer;
        this.times = times;
        this.leave = leave;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    CompletableFuture<Terminal> open(TerminalSpec what, TerminalListener listener) {
        byte[] id = new byte[CLIENT_ID_BYTES];
        random.nextBytes(id);
        Dialogue fresh =
                new Dialogue(what, Base64.getUrlEncoder().withoutPadding().encodeToString(id), listener, this, parts);
        all.add(fresh);
        ask();
        return fresh.opened();
    }

    void up(Speech through) {
        speech = Optional.of(through);
        ask();
    }

    void down(String why) {
        noLine();
        each(terminal -> terminal.lineLost(why, false));
    }

    void renewed(String why) {
        noLine();
        each(terminal -> terminal.lineLost(why, true));
    }

    void over(TerminalEnd end) {
        noLine();
        each(terminal -> terminal.end(end));
    }

    private void noLine() {
        speech = Optional.empty();
        live.clear();
        all.removeIf(Dialogue::hasEnded);
    }

    void close() {
        each(Dialogue::close);
    }

    /** A server that answers pings but not a connect is no better than a silent one. */
    void tick() {
        each(terminal -> terminal.typing().tick());
        long before = timer.now() - times.patience().toNanos();
        if (all.stream().anyMatch(terminal -> terminal.isAskedSinceBefore(before))) {
            leave.accept("no answer to connect for " + times.patience().toMillis() + " ms");
        }
    }

    private void each(Consumer<Dialogue> action) {
        List.copyOf(all).forEach(action);
    }

    /** Asks for those that are to be asked for, one of each session. */
    private void ask() {
        Set<String> asked = new HashSet<>();
        all.stream()
                .filter(terminal -> terminal.state() == State.ASKED)
                .forEach(terminal -> asked.add(terminal.session()));
        speech.ifPresent(through -> each(terminal -> {
            if (terminal.state() == State.WANTS && !terminal.hasEnded() && asked.add(terminal.session())) {
                terminal.ask(through, timer.now());
            }
        }));
    }

    @Override
    public void wants(Dialogue who, boolean afterRest) {
        live.values().remove(who);
        if (afterRest) {
            timer.schedule(
                    times.firstWait().multipliedBy(REST),
                    () -> parts.turns().run(() -> {
                        who.rested();
                        ask();
                    }));
        } else {
            ask();
        }
    }

    @Override
    public void leave(String why) {
        leave.accept(why);
    }

    @Override
    public void over(Dialogue who) {
        live.values().remove(who);
        // One that is asked for stays until the answer has come, which is not to be taken for another's.
        if (who.state() != State.ASKED || speech.isEmpty()) {
            all.remove(who);
        }
    }

    /** Hands a message to those it is about; false when it is about none. */
    boolean heard(JsonNode message) {
        String type = message.path("type").asText();
        Dialogue terminal = live.get(message.path("channel").asLong());
        if (type.equals("connected")) {
            connected(message);
        } else if (type.equals("output")) {
            output(Piece.read(message));
        } else if (type.equals("pong")) {
            settled(message.path("data").asText());
        } else if (terminal == null) {
            return type.equals("error") && mayRefuseConnect(message) && notConnected(message);
        } else if (type.equals("event")) {
            event(terminal, events.read(message));
        } else {
            terminal.heard(message);
        }
        return true;
    }

    void output(Piece piece) {
        Dialogue terminal = live.get(piece.channel());
        if (terminal != null) {
            terminal.output(piece);
        }
    }

    private void connected(JsonNode message) {
        Optional<Dialogue> asked = asked(message);
        Optional<Dialogue> wanted = asked.filter(terminal -> !terminal.hasEnded());
        long channel = message.path("channel").asLong();
        speech.ifPresent(through -> wanted.ifPresentOrElse(
                terminal -> {
                    live.put(channel, terminal);
                    terminal.connected(through, message);
                },
                () -> through.disconnect(channel)));
        asked.filter(Dialogue::hasEnded).ifPresent(all::remove);
        ask();
    }

    /**
     * What was on its way to a terminal that is gone is answered, too: with its channel, or with nothing but that it is
     * not there. A connect has no channel yet, and is told what it is that is not there.
     */
    private static boolean mayRefuseConnect(JsonNode error) {
        boolean named = Json.text(error, "sessionId").isPresent();
        return !error.has("channel") && (named || Json.exception(error).code() != ErrorCode.NOT_FOUND);
    }

    private boolean notConnected(JsonNode error) {
        Optional<Dialogue> asked = asked(error);
        asked.filter(terminal -> !terminal.hasEnded()).ifPresent(terminal -> terminal.notConnected(error));
        asked.filter(Dialogue::hasEnded).ifPresent(all::remove);
        ask();
        return asked.isPresent();
    }

    /** The terminal that an answer is to: of the session it names, else the first that was asked for. */
    private Optional<Dialogue> asked(JsonNode answer) {
        Optional<String> session = Json.text(answer, "sessionId");
        return all.stream()
                .filter(terminal -> terminal.state() == State.ASKED)
                .filter(terminal -> session.isEmpty() || terminal.session().equals(session.get()))
                .findFirst();
    }

    private void settled(String clientId) {
        each(terminal -> {
            if (terminal.clientId().equals(clientId)) {
                terminal.typing().settled();
            }
        });
    }

    /** A layout is told once for a session, and meant for all that show a pane of it. */
    private void event(Dialogue terminal, TerminalEvent event) {
        List<Dialogue> told = new ArrayList<>(List.of(terminal));
        if (event instanceof TerminalEvent.Layout layout) {
            Set<String> panes = new HashSet<>();
            for (WindowInfo window : layout.windows()) {
                window.panes().stream().map(PaneInfo::id).forEach(panes::add);
            }
            live.values().stream()
                    .filter(other -> other != terminal
                            && other.paneId().filter(panes::contains).isPresent())
                    .forEach(told::add);
        }
        told.forEach(each -> each.tell(event));
    }
}
