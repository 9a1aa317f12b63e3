package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.testkit.TmuxServer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The launcher does not tell when its rehearsal is cut short: somebody else has to. */
class RehearsalTest {

    private static final Path TMUX = Path.of(TmuxServer.binary());

    @Test
    void itIsPlayedToItsEnd() throws Exception {
        GuestWatch nobody = new GuestWatch(100);
        Rehearsal rehearsal = new Rehearsal(TMUX, new Rehearsal.Length(400_000, 20, 2, 2), nobody);
        assertThat(rehearsal.play()).as("no round was cut short").isEqualTo(2);
    }

    /** Keys without end, so that only a guest ends the round. */
    @Test
    void itGivesWayToAGuestAndGoesOnWhenGuestsRest() throws Exception {
        GuestWatch guests = new GuestWatch(100);
        Rehearsal.Length endless = new Rehearsal.Length(1, Integer.MAX_VALUE, 1, 1);
        RehearsalRound round = new RehearsalRound(TMUX, "tmuxbridge-rehearsal-test", endless, guests);
        CompletableFuture<Boolean> played = CompletableFuture.supplyAsync(() -> {
            try {
                return round.play();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(played).isNotDone();
        guests.add("logs.trimmed", 1);
        assertThat(guests.isRest()).as("that says nothing of guests").isTrue();
        while (!played.isDone()) {
            guests.add("stream.bytes", 1);
        }
        assertThat(played.get(20, TimeUnit.SECONDS)).as("played to its end").isFalse();
        await().until(guests::isRest);
        guests.awaitRest();
    }
}
