package io.tmuxbridge.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Those who are connected at a time in a {@link RehearsalRound}, and what they do together. Whatever it is, they stop
 * for a guest.
 *
 * <p><b>Threads:</b> one.
 */
final class RehearsalPeople implements AutoCloseable {

    private static final int PINGS = 16;

    /**
     * Each of the people sends so many messages at once, many times, as programs do that type: several in one read, and
     * input that is joined and cut, are other code, which would be compiled anew while a hundred do that.
     */
    private static final int RUSH = 100;

    /** A hundred of them are more than may be under way to tmux at once. */
    private static final byte[] RUSHED =
            "typed by somebody who is a program, not a person\r".getBytes(StandardCharsets.US_ASCII);
    /** Between two keys of two people; one has half a second between two keys. */
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(3750);

    private final GuestWatch guests;
    private final List<RehearsalClient> all = new ArrayList<>();

    RehearsalPeople(GuestWatch guests) {
        this.guests = guests;
    }

    /** From now on it is closed with the others. */
    void add(RehearsalClient one) {
        all.add(one);
    }

    /** All say many things at once. */
    void ping(int turns) throws IOException {
        for (int turn = 0; turn < turns; turn++) {
            guests.giveWay();
            for (RehearsalClient each : all) {
                each.ping(PINGS);
            }
            for (RehearsalClient each : all) {
                each.skip(PINGS);
            }
        }
    }

    void rush(int turns) throws IOException {
        for (int turn = 0; turn < turns; turn++) {
            guests.giveWay();
            for (RehearsalClient each : all) {
                each.input(1L + turn * RUSH, RUSH, RUSHED);
            }
            awaitOutput();
        }
    }

    void typeInTurn(int keys) throws IOException {
        for (int key = 1; key <= keys; key++) {
            for (RehearsalClient each : all) {
                guests.giveWay();
                each.input(key, 1, letter(key));
                each.awaitOutput();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    void typeAtOnce(int turns, int keys) throws IOException {
        for (int turn = 0; turn < turns; turn++) {
            guests.giveWay();
            for (RehearsalClient each : all) {
                for (int key = turn * keys + 1; key <= (turn + 1) * keys; key++) {
                    each.input(key, 1, letter(key));
                }
            }
            awaitOutput();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void awaitOutput() throws IOException {
        for (RehearsalClient each : all) {
            each.awaitOutput();
        }
    }

    /** The one that is typed as that key. */
    static byte letter(int key) {
        return key % 40 == 0 ? (byte) '\r' : (byte) 'x';
    }

    @Override
    public void close() throws IOException {
        for (RehearsalClient each : all) {
            each.close();
        }
    }
}
