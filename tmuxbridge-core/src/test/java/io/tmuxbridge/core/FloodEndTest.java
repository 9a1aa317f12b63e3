package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A shell of the bridge's own that floods and ends while its pane goes to and fro between its client and its pipe. */
@ResourceLock(FloodingPane.MACHINE)
class FloodEndTest {

    private static final int TIMES = Integer.getInteger("faults.last", 3);
    private static final Pattern NUMBER = Pattern.compile("0[0-9]{77}");

    private final BridgeFixture fixture = BridgeFixture.easilyFlooded();
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
        fixture.server.tmux("set-hook", "-g", "pane-died", "capture-pane -b screen");
        BridgeFixture.Client maker = fixture.client();
        for (int i = 0; i < TIMES; i++) {
            fixture.server.tmux("set-buffer", "-b", "screen", "none");
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
            assertThat(viewer.highest()).as("of %d lines", lines).isEqualTo(lastThatTmuxRead(lines));
        }
        assertThat(fixture.metrics.count("stream.floods")).isPositive();
    }

    /**
     * tmux itself may lose the end of a shell that exits at once behind a flood (docs/architecture.md): what it has not
     * read is not on its screen. When it has read all before it hears of the exit, there may be no screen.
     */
    private long lastThatTmuxRead(long printed) {
        return NUMBER.matcher(fixture.server.tmux("show-buffer", "-b", "screen"))
                .results()
                .mapToLong(found -> Long.parseLong(found.group()))
                .max()
                .orElse(printed);
    }
}
