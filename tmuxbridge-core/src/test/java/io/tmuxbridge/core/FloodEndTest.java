package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A shell of the bridge's own that floods and ends while its pane goes to and fro between its client and its pipe. */
@ResourceLock(FloodingPane.MACHINE)
class FloodEndTest {

    private static final int TIMES = Integer.getInteger("faults.last", 3);

    private final BridgeFixture fixture = BridgeFixture.easilyFlooded();
    private final LastRead lastRead = new LastRead(fixture.server);
    private final Random random = new Random(Long.getLong("faults.seed", 7));

    @AfterEach
    void close() {
        fixture.close();
    }

    /**
     * The bugs: a viewer never heard of the end, or missed kilobytes before it; two threads of the bridge waited for
     * each other.
     */
    @Test
    void theEndIsToldBehindAllThatCame() {
        fixture.server.newSession("keep", 80, 24, "cat");
        fixture.server.tmux("set-option", "-g", "default-shell", "/bin/sh");
        BridgeFixture.Client maker = fixture.client();
        int complete = 0;
        for (int i = 0; i < TIMES; i++) {
            lastRead.begin();
            String name = "s" + i;
            maker.ask("session.create", "{'name':'" + name + "','cols':80,'rows':24}");
            NumberedViewer viewer = new NumberedViewer(fixture, name, "lossless");
            int lines = 20_000 + random.nextInt(60_000);
            viewer.client()
                    .say("{'type':'input','channel':1,'data':'PS1=; stty -echo; awk \\u0027BEGIN { for (i = 1; i <= "
                            + lines + "; i++) printf \\\"%078d\\\\n\\\", i }\\u0027; exit\\r'}");
            await().atMost(FloodingPane.LONG).until(() -> {
                viewer.client().say("{'type':'refresh','channel':1}");
                return viewer.hasEnded();
            });
            viewer.lines();
            long read = lastRead.of(lines);
            assertThat(viewer.highest()).as("of %d lines", lines).isEqualTo(read);
            complete += read == lines ? 1 : 0;
        }
        assertThat(complete).as("complete of %d", TIMES).isGreaterThanOrEqualTo(least());
        assertThat(fixture.metrics.count("stream.floods")).isPositive();
    }

    /** tmux missed the end of one in twenty, on a busy machine. */
    private static int least() {
        return TIMES >= 50 ? TIMES * 8 / 10 : TIMES / 3;
    }
}
