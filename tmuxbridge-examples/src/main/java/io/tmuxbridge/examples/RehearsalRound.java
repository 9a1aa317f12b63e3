package io.tmuxbridge.examples;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.examples.server.Door;
import io.tmuxbridge.examples.server.PageServer;
import io.tmuxbridge.examples.server.SignIn;
import io.tmuxbridge.jakarta.TrustedProxies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A round of the {@link Rehearsal}. It has a stage of its own: a tmux server under a socket name of its own, whose
 * programs end by themselves, and a port of its own on loopback, behind a token that nobody else knows. Nothing of it
 * is left afterwards.
 *
 * <p><b>Threads:</b> one.
 */
final class RehearsalRound {

    /** So many people type before all do. */
    private static final int PEOPLE = 15;
    /**
     * In the end the house is full, and all type, first in turn: threads wait and timers end between their keys. What
     * is done for a pane some times a second, or for every client whenever another one comes, is so seldom with few of
     * them that it would be compiled when the first hundred guests are there.
     */
    private static final int HOUSE = 100;
    /**
     * They come again and type all at once, each so many keys before waiting for an echo: what many do at a time, and
     * much of it, is compiled before a hundred guests do it.
     */
    private static final List<Integer> AT_ONCE = List.of(1, 4);
    /**
     * Before anybody types, so many connections say something at once: an I/O thread grows when more than sixteen have.
     */
    private static final int CROWD = 64;

    private static final String SECONDS = "60";
    private static final String TYPED = "rehearsal";
    private static final String FLOODED = "rehearsal-flood";
    /** No two lines are alike: the way back from a flood looks for its place. */
    private static final String FLOOD_LINE =
            "%.0f a line like many \u001b[32mthat programs\u001b[0m print, with one number";

    private static final String BINARY = "tmuxbridge.v1.binary";
    private static final String JSON = "tmuxbridge.v1.json";
    /** Of different kinds: what was never seen before makes the JVM compile anew. */
    private static final List<Reader> READERS = List.of(
            new Reader(BINARY, ",\"history\":100,\"access\":\"write\",\"delivery\":\"fresh\""),
            new Reader(JSON, ""),
            new Reader(BINARY, ",\"delivery\":\"lossless\""));

    /** Who reads a flood: by which subprotocol, and what its connect says beside what all say. */
    private record Reader(String subprotocol, String more) {}

    private final Path tmux;
    private final String socket;
    private final Rehearsal.Length length;
    private final GuestWatch guests;

    RehearsalRound(Path tmux, String socket, Rehearsal.Length length, GuestWatch guests) {
        this.tmux = tmux;
        this.socket = socket;
        this.length = length;
        this.guests = guests;
    }

    /** Returns whether it was played to its end: not when a guest came. */
    boolean play() throws IOException, InterruptedException {
        String token = SignIn.newToken();
        PageServer server = new PageServer("127.0.0.1", 0, Optional.empty());
        Door door = Door.tokens(server.port(), token);
        try (server;
                TmuxBridge bridge = BridgeBuilder.create()
                        .tmuxBinary(tmux)
                        .tmuxSocketName(socket)
                        .authenticator(door.authenticator())
                        .metrics(new GuestWatch(0))
                        .build()) {
            server.serve(bridge, door, Set.of("127.0.0.1"), TrustedProxies.none());
            try {
                playAll(server.port(), token);
                return true;
            } catch (GuestWatch.GuestCameException e) {
                return false;
            } finally {
                // tmux leaves the file of its socket when it ends, and each start of the launcher would add some.
                tell(List.of("run-shell", "rm -f #{q:socket_path}", ";", "kill-server"));
            }
        }
    }

    /** Who comes in the first seconds is one who types: that is played first. */
    private void playAll(int port, String token) throws IOException, InterruptedException {
        startStage(TYPED, "cat");
        type(port, token);
        for (Reader reader : READERS) {
            startStage(FLOODED, "seq", "-f", FLOOD_LINE, Integer.toString(length.floodLines()));
            read(port, token, reader);
            type(port, token);
        }
        startStages(1, PEOPLE);
        crowd(port, token);
        meet(port, token, PEOPLE, people -> people.rush(length.rushes()));
        for (int keys : AT_ONCE) {
            meet(port, token, PEOPLE, people -> people.typeAtOnce(length.turns(), keys));
        }
        startStages(PEOPLE + 1, HOUSE);
        meet(port, token, HOUSE, people -> people.typeInTurn(length.keysInTurn()));
        meet(port, token, HOUSE, people -> people.typeAtOnce(length.turnsOfAll(), 1));
    }

    private void startStages(int first, int last) throws IOException, InterruptedException {
        for (int i = first; i <= last; i++) {
            startStage(TYPED + i, "cat");
        }
    }

    /**
     * Not through the bridge, which keeps the panes of its own sessions for their last words: these go by themselves.
     */
    private void startStage(String session, String... program) throws IOException, InterruptedException {
        guests.giveWay();
        List<String> words = new ArrayList<>(List.of("new-session", "-d", "-s", session, "timeout", SECONDS));
        words.addAll(List.of(program));
        tell(words);
    }

    private void tell(List<String> command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(tmux.toString(), "-L", socket, "-f", "/dev/null"));
        words.addAll(command);
        new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private void type(int port, String token) throws IOException {
        try (RehearsalClient client = connect(port, token, TYPED)) {
            for (int key = 1; key <= length.fastKeys(); key++) {
                guests.giveWay();
                client.input(key, 1, RehearsalPeople.letter(key));
                client.awaitOutput();
            }
        }
    }

    /** What people do who are connected. */
    private interface Meeting {
        void hold(RehearsalPeople people) throws IOException;
    }

    private void meet(int port, String token, int number, Meeting meeting) throws IOException {
        try (RehearsalPeople people = new RehearsalPeople(guests)) {
            for (int i = 1; i <= number; i++) {
                guests.giveWay();
                people.add(connect(port, token, TYPED + i));
            }
            meeting.hold(people);
        }
    }

    private void crowd(int port, String token) throws IOException {
        try (RehearsalPeople crowd = new RehearsalPeople(guests)) {
            for (int i = 0; i < CROWD; i++) {
                crowd.add(new RehearsalClient(port, TYPED, token, BINARY));
            }
            crowd.ping(length.rushes());
        }
    }

    private void read(int port, String token, Reader reader) throws IOException {
        try (RehearsalClient client = new RehearsalClient(port, FLOODED, token, reader.subprotocol())) {
            client.connect(",\"sessionId\":\"" + FLOODED + "\"" + reader.more());
            while (!client.readsTheEnd()) {
                guests.giveWay();
            }
        }
    }

    private static RehearsalClient connect(int port, String token, String session) throws IOException {
        RehearsalClient client = new RehearsalClient(port, session, token, BINARY);
        client.connect("");
        client.awaitOutput();
        return client;
    }
}
