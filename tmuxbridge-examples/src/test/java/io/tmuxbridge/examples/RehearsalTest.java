package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.testkit.TmuxServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The launcher does not tell when its rehearsal is cut short: somebody else has to. */
class RehearsalTest {

    private static final Path TMUX = Path.of(TmuxServer.binary());

    @Test
    void itIsPlayedToItsEnd() throws Exception {
        GuestWatch nobody = new GuestWatch(100);
        Rehearsal rehearsal = new Rehearsal(TMUX, new Rehearsal.Length(400_000, 20, 2, 2, 2, 2), nobody);
        assertThat(rehearsal.play()).as("no round was cut short").isEqualTo(2);
        assertThat(sockets())
                .as("tmux leaves its sockets; each start added to them")
                .isEmpty();
    }

    /** The sockets of this process's rehearsals, whether or not somebody listens. */
    private static List<Path> sockets() throws IOException {
        String stage = "tmuxbridge-rehearsal-" + ProcessHandle.current().pid() + "-";
        Path directory = Path.of(System.getenv().getOrDefault("TMUX_TMPDIR", "/tmp"))
                .resolve("tmux-" + Files.getAttribute(Path.of("target"), "unix:uid"));
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(each -> each.getFileName().toString().startsWith(stage))
                    .toList();
        }
    }

    /** Keys without end, so that only a guest ends a round. */
    @Test
    void itGivesWayToAGuestAndGoesOnWhenGuestsRest() throws Exception {
        // Longer than it takes to look once more, or the second round would be cut short as well.
        GuestWatch guests = new GuestWatch(2000);
        Rehearsal endless = new Rehearsal(TMUX, new Rehearsal.Length(1, Integer.MAX_VALUE, 1, 1, 1, 1), guests);
        endless.begin();
        String stage = "tmuxbridge-rehearsal-" + ProcessHandle.current().pid() + "-";
        await().until(() -> runs(stage + 0));
        guests.add("logs.trimmed", 1);
        assertThat(guests.isRest()).as("that says nothing of guests").isTrue();
        await().until(() -> {
            guests.add("stream.bytes", 1);
            return !runs(stage + 0);
        });
        assertThat(runs(stage + 1)).isFalse();
        await().until(() -> runs(stage + 1));
        endless.end();
        await().until(() -> !runs(stage + 1));
        assertThat(guests.awaitRest()).as("there will be none").isFalse();
    }

    /** Whether a tmux server of that name has sessions. */
    static boolean runs(String socket) throws IOException, InterruptedException {
        List<String> command = List.of(TMUX.toString(), "-L", socket, "list-sessions");
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
