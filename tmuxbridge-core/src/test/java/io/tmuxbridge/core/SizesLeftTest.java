package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Sizes that windows had before a bridge that has ended gave them others, on a real tmux. What a killed bridge leaves
 * is made here as it leaves it: a window of another size, and the earlier one and its own in tmux.
 */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class SizesLeftTest {

    private static final String BEFORE = "@tmuxbridge-before";

    private final BridgeFixture fixture = new BridgeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** The bug: it stayed as the killed bridge had made it, unless somebody came who wished for another size. */
    @Test
    void theNextBridgeGivesBackTheSizeThatAKilledOneLeft() {
        left(120, 40, "100x25/120x40");
        fixture.server.tmux("new-window", "-d", "-t", "s0", "cat");
        fixture.server.tmux("new-session", "-d", "-s", "s1", "-x", "90", "-y", "30", "cat");
        try (BridgeFixture next = fixture.another()) {
            assertThat(window()).isEqualTo("100x25");
            assertThat(remembered()).isEmpty();
            assertThat(fixture.server.tmux("list-windows", "-a", "-F", "#{window_width}x#{window_height}"))
                    .isEqualTo("100x25\n120x40\n90x30");
        }
        await().untilAsserted(
                        () -> assertThat(fixture.server.tmux("list-clients")).isEmpty());
        assertThat(window()).isEqualTo("100x25");
    }

    @Test
    void ofEachServerOfABridgeThatHasSeveral() {
        try (BridgeFixture spread = BridgeFixture.spread(2)) {
            for (int number = 0; number < 2; number++) {
                spread.server(number).newSession("s" + number, 120, 40, "cat");
                spread.server(number).tmux("set-option", "-w", "-t", "@0", BEFORE, "100x25/120x40");
            }
            try (BridgeFixture next = spread.another()) {
                for (int number = 0; number < 2; number++) {
                    assertThat(spread.server(number)
                                    .tmux("display-message", "-p", "-t", "@0", "#{window_width}#{" + BEFORE + "}"))
                            .isEqualTo("100");
                }
            }
        }
    }

    /** Older bridges did not write down what they had given. */
    @Test
    void aSizeLeftWithoutTheOneThatWasGivenIsGivenBackToo() {
        left(120, 40, "100x25");
        try (BridgeFixture next = fixture.another()) {
            assertThat(window()).isEqualTo("100x25");
        }
    }

    /** The bug: a bridge gave back only what it had changed itself. */
    @Test
    void aViewerWhoFindsItsSizeLeftThereGivesTheEarlierOneBack() {
        left(120, 40, "100x25/120x40");
        BridgeFixture.Client client = view(fixture, 120, 40);
        assertThat(window()).isEqualTo("120x40");
        leave(client);
        await().untilAsserted(() -> assertThat(window()).isEqualTo("100x25"));
        await().untilAsserted(() -> assertThat(remembered()).isEmpty());
    }

    /** The bug: it was as if the bridge had been killed. */
    @Test
    void aBridgeThatIsClosedGivesSizesBack() {
        fixture.server.newSession("s0", 100, 25, "cat");
        try (BridgeFixture other = fixture.another()) {
            view(other, 120, 40);
            assertThat(window()).isEqualTo("120x40");
        }
        assertThat(window()).isEqualTo("100x25");
        assertThat(remembered()).isEmpty();
    }

    /** The bug: the window went back to a size from before what a person had made of it since. */
    @Test
    void whatAPersonMadeOfAWindowSinceIsTheEarlierSizeOfTheNextViewer() {
        left(200, 50, "100x25/120x40");
        BridgeFixture.Client client = view(fixture, 90, 30);
        assertThat(window()).isEqualTo("90x30");
        leave(client);
        await().untilAsserted(() -> assertThat(window()).isEqualTo("200x50"));
    }

    @Test
    void whatAPersonMadeOfAWindowSinceStaysWhenABridgeStarts() {
        left(200, 50, "100x25/120x40");
        try (BridgeFixture next = fixture.another()) {
            assertThat(remembered()).isEmpty();
            assertThat(window()).isEqualTo("200x50");
        }
    }

    @Test
    void aPersonWhoIsThereWhenABridgeStartsHasDecided() {
        left(120, 40, "100x25/120x40");
        try (AttachedPerson person = new AttachedPerson(fixture.server, "s0", 70, 18);
                BridgeFixture next = fixture.another()) {
            await().untilAsserted(() -> assertThat(window()).isEqualTo("70x17"));
            assertThat(remembered()).isEmpty();
        }
    }

    @Test
    void whatAnotherBridgeHoldsIsLeftToIt() {
        fixture.server.newSession("s0", 100, 25, "cat");
        BridgeFixture.Client client = view(fixture, 120, 40);
        try (BridgeFixture other = fixture.another()) {
            BridgeFixture.Client theirs = view(other, 120, 40);
            leave(theirs);
            await().until(() -> fixture.server
                            .tmux("list-clients", "-F", "#{client_flags}")
                            .lines()
                            .filter(flags -> !flags.contains("ignore-size"))
                            .count()
                    == 1);
            assertThat(window()).isEqualTo("120x40");
        }
        assertThat(window()).isEqualTo("120x40");
        leave(client);
        await().untilAsserted(() -> assertThat(window()).isEqualTo("100x25"));
    }

    /** As when one bridge takes another's place: viewers have come to the new one when the old one is closed. */
    @Test
    void aBridgeThatIsClosedLeavesSizesToTheOneThatStillHasViewers() {
        fixture.server.newSession("s0", 100, 25, "cat");
        BridgeFixture.Client theirs;
        try (BridgeFixture old = fixture.another()) {
            view(old, 120, 40);
            theirs = view(fixture, 120, 40);
        }
        assertThat(window()).isEqualTo("120x40");
        leave(theirs);
        await().untilAsserted(() -> assertThat(window()).isEqualTo("100x25"));
        await().untilAsserted(() -> assertThat(remembered()).isEmpty());
    }

    private void left(int cols, int rows, String memory) {
        fixture.server.newSession("s0", cols, rows, "cat");
        fixture.server.tmux("set-option", "-w", "-t", "@0", BEFORE, memory);
    }

    private static BridgeFixture.Client view(BridgeFixture by, int cols, int rows) {
        BridgeFixture.Client client = by.client();
        client.say("{'type':'connect','sessionId':'s0','paneId':'%0','cols':" + cols + ",'rows':" + rows + "}");
        client.hear("connected");
        return client;
    }

    private static void leave(BridgeFixture.Client client) {
        client.say("{'type':'disconnect','channel':1}");
    }

    private String window() {
        return fixture.server.tmux("display-message", "-p", "-t", "@0", "#{window_width}x#{window_height}");
    }

    private String remembered() {
        return fixture.server.tmux("display-message", "-p", "-t", "@0", "#{" + BEFORE + "}");
    }
}
