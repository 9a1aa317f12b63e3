package io.tmuxbridge.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the way of a keystroke and its echo some thousand times before the first guest types, so that the JVM has
 * compiled it by then: an echo of a cold JVM takes several times as long (docs/adr/0004).
 *
 * <p>It gives way: while guests are served nothing is played, and a round into which a guest comes ends at once and is
 * played again when they have rested. What was compiled until then remains. Nothing depends on its success.
 *
 * <p><b>Threads:</b> {@link #play} runs on a daemon thread of low priority for some 50 seconds.
 */
final class Rehearsal {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    /**
     * Each on a server of its own: threads that are new find nothing in their thread locals, for which the JVM would
     * compile anew when the first guest comes.
     */
    private static final int ROUNDS = 2;
    /** Rounds begun at most: where guests come into all of them, they themselves are what the JVM compiles for. */
    private static final int ATTEMPTS = 10;

    private static final long END_MILLIS = 3_000;

    /**
     * How much is played in a round.
     *
     * @param floodLines lines of each flood, some 70 bytes each; it must not be over before its reader comes
     * @param fastKeys keys typed as fast as they are echoed, after each flood: what is common gets compiled
     * @param rushes how often each of the crowd, and then each of the people, says many things at once
     * @param turns how often the people type all at once
     * @param keysInTurn keys of each of those who fill the house, one after the other
     * @param turnsOfAll how often these type all at once
     */
    record Length(int floodLines, int fastKeys, int rushes, int turns, int keysInTurn, int turnsOfAll) {

        /** Enough for the compilers. */
        static final Length FULL = new Length(400_000, 300, 60, 80, 12, 200);
    }

    private final Path tmux;
    private final Length length;
    private final GuestWatch guests;
    private final Thread thread = new Thread(this::playQuietly, "tmuxbridge-rehearsal");

    Rehearsal(Path tmux, Length length, GuestWatch guests) {
        this.tmux = tmux;
        this.length = length;
        this.guests = guests;
    }

    void begin() {
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    /**
     * Ends it, and waits until its tmux server has gone, for three seconds at most: on a machine with much else to do
     * one is too little.
     */
    void end() throws InterruptedException {
        guests.end();
        thread.join(END_MILLIS);
    }

    private void playQuietly() {
        try {
            play();
        } catch (IOException | RuntimeException e) {
            LOG.debug("the rehearsal was cut short", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how many rounds were begun. */
    int play() throws IOException, InterruptedException {
        String name = "tmuxbridge-rehearsal-" + ProcessHandle.current().pid() + "-";
        int played = 0;
        int begun = 0;
        while (played < ROUNDS && begun < ATTEMPTS && guests.awaitRest()) {
            boolean toItsEnd = new RehearsalRound(tmux, name + begun, length, guests).play();
            begun++;
            if (toItsEnd) {
                played++;
                // A full collection takes some 50 ms, in which nothing is echoed: without this one it is due when the
                // first hundred guests come.
                System.gc();
            }
        }
        return begun;
    }
}
