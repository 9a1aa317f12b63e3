package io.tmuxbridge.examples;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.examples.server.Door;
import io.tmuxbridge.examples.server.PageServer;
import io.tmuxbridge.examples.server.SignIn;
import io.tmuxbridge.jakarta.TrustedProxies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A round of the {@link Rehearsal}. It has a stage of its own: a tmux server under a socket name of its own, whose programs end by
 * themselves, and a port of its own on loopback, behind a token that nobody else knows. Nothing of it is left afterwards.
 *
 * <p><b>Threads:</b> one.
 */
final class RehearsalRound {

    /** So many people type before all do. */
    private static final int PEOPLE = 15;
    /**
     * In the end the house is full, and all type, first in turn: threads wait and timers end between their keys. What is done for a pane
     * some times a second, or for every client whenever another one comes, is so seldom with few of them that it would be compiled when
     * the first hundred guests are there.
     */
    private static final int HOUSE = 100;
    /**
     * They come again and type all at once, each so many keys before waiting for an echo: what many do at a time, and much of it, is
     * compiled before a hundred guests do it.
     */
    private static final List<Integer> AT_ONCE = List.of(1, 4);
    /** Before anybody types, so many connections say something at once: an I/O thread grows when more than sixteen have. */
    private static final int CROWD = 64;

    private static final int PINGS = 16;

    /**
     * Then each of the people sends so many messages at once, many times, as programs do that type: several in one read, and input that is joined and
     * cut, are other code, which would be compiled anew while a hundred do that.
     */
    private static final int RUSH = 100;

    /** A hundred of them are more than may be under way to tmux at once. */
    private static final byte[] RUSHED =
            "typed by somebody who is a program, not a person\r".getBytes(StandardCharsets.US_ASCII);
    /** Between two keys of two people; one has half a second between two keys. */
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(3750);

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

    /** A guest has come, for whom the rehearsal stops. */
    private static final class GuestCameException extends IOException {
        private static final long serialVersionUID = 1;
    }

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
            } catch (GuestCameException e) {
                return false;
            } finally {
                tell(List.of("kill-server"));
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
        meet(port, token, PEOPLE, this::rush);
        for (int keys : AT_ONCE) {
            meet(port, token, PEOPLE, people -> typeAtOnce(people, length.turns(), keys));
        }
        startStages(PEOPLE + 1, HOUSE);
        meet(port, token, HOUSE, this::typeInTurn);
        meet(port, token, HOUSE, people -> typeAtOnce(people, length.turnsOfAll(), 1));
    }

    private void startStages(int first, int last) throws IOException, InterruptedException {
        for (int i = first; i <= last; i++) {
            startStage(TYPED + i, "cat");
        }
    }

    private void giveWay() throws GuestCameException {
        if (!guests.isRest()) {
            throw new GuestCameException();
        }
    }

    /** Not through the bridge, which keeps the panes of its own sessions for their last words: these go by themselves. */
    private void startStage(String session, String... program) throws IOException, InterruptedException {
        giveWay();
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
                giveWay();
                client.input(key, 1, letter(key));
                client.awaitOutput();
            }
        }
    }

    /** What people do who are connected. */
    private interface Meeting {
        void hold(List<RehearsalClient> people) throws IOException;
    }

    private void meet(int port, String token, int number, Meeting meeting) throws IOException {
        List<RehearsalClient> people = new ArrayList<>();
        try {
            for (int i = 1; i <= number; i++) {
                giveWay();
                people.add(connect(port, token, TYPED + i));
            }
            meeting.hold(people);
        } finally {
            close(people);
        }
    }

    private void crowd(int port, String token) throws IOException {
        List<RehearsalClient> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                crowd.add(new RehearsalClient(port, TYPED, token, BINARY));
            }
            for (int turn = 0; turn < length.rushes(); turn++) {
                giveWay();
                for (RehearsalClient each : crowd) {
                    each.ping(PINGS);
                }
                for (RehearsalClient each : crowd) {
                    each.skip(PINGS);
                }
            }
        } finally {
            close(crowd);
        }
    }

    private static void close(List<RehearsalClient> clients) throws IOException {
        for (RehearsalClient each : clients) {
            each.close();
        }
    }

    private void rush(List<RehearsalClient> people) throws IOException {
        for (int turn = 0; turn < length.rushes(); turn++) {
            giveWay();
            for (RehearsalClient each : people) {
                each.input(1L + turn * RUSH, RUSH, RUSHED);
            }
            for (RehearsalClient each : people) {
                each.awaitOutput();
            }
        }
    }

    private void typeInTurn(List<RehearsalClient> people) throws IOException {
        for (int key = 1; key <= length.keysInTurn(); key++) {
            for (RehearsalClient each : people) {
                giveWay();
                each.input(key, 1, letter(key));
                each.awaitOutput();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void typeAtOnce(List<RehearsalClient> people, int turns, int keys) throws IOException {
        for (int turn = 0; turn < turns; turn++) {
            giveWay();
            for (RehearsalClient each : people) {
                for (int key = turn * keys + 1; key <= (turn + 1) * keys; key++) {
                    each.input(key, 1, letter(key));
                }
            }
            for (RehearsalClient each : people) {
                each.awaitOutput();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static byte letter(int key) {
        return key % 40 == 0 ? (byte) '\r' : (byte) 'x';
    }

    private void read(int port, String token, Reader reader) throws IOException {
        try (RehearsalClient client = new RehearsalClient(port, FLOODED, token, reader.subprotocol())) {
            client.connect(",\"sessionId\":\"" + FLOODED + "\"" + reader.more());
            while (!client.readsTheEnd()) {
                giveWay();
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
