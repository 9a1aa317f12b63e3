package io.tmuxbridge.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptureTest {

    @Test
    void everyCommandNamesThePaneAndOnlyTheFirstIsTrusted() {
        List<List<String>> commands = Capture.commands("%4", 100);

        assertThat(commands).allSatisfy(command -> assertThat(command).containsSequence("-t", "%4"));
        assertThat(commands.get(0)).startsWith("display-message").contains(StateFormat.format());
        assertThat(commands.subList(1, commands.size()))
                .allSatisfy(command -> assertThat(command.get(0)).isEqualTo("capture-pane"));
        assertThat(commands.get(1)).containsSequence("-S", "-100");
    }

    @Test
    void withoutHistoryTheCaptureStartsAtTheTopOfTheScreen() {
        assertThat(Capture.commands("%4", 0).get(1)).containsSequence("-S", "0");
    }

    @Test
    void repliesAreTakenInTheOrderOfTheCommands() {
        List<byte[]> bodies = new ArrayList<>();
        for (String body : List.of(Captures.FRESH, "screen", "joined", "main", "mainJoined", "pending")) {
            bodies.add(Captures.bytes(body));
        }

        Capture capture = Capture.parse(bodies, 7);

        assertThat(capture.screen()).asString().isEqualTo("screen");
        assertThat(capture.screenJoined()).asString().isEqualTo("joined");
        assertThat(capture.main()).asString().isEqualTo("main");
        assertThat(capture.mainJoined()).asString().isEqualTo("mainJoined");
        assertThat(capture.pending()).asString().isEqualTo("pending");
        assertThat(capture.historyLines()).isEqualTo(7);
        assertThat(capture.state().cols()).isEqualTo(10);
    }

    @Test
    void aMissingReplyIsAnError() {
        assertThatThrownBy(() -> Capture.parse(List.of(Captures.bytes(Captures.FRESH)), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6 replies");
    }

    @Test
    void pendingBytesAreUnescaped() {
        assertThat(pending("\\033[3\\134\\377\n")).containsExactly(0x1b, '[', '3', '\\', 0xff);
    }

    @Test
    void nothingPendingIsNoBytes() {
        assertThat(pending("")).isEmpty();
        assertThat(pending("\n")).isEmpty();
    }

    @Test
    void aBackslashWithoutThreeDigitsIsItself() {
        assertThat(pending("\\03x\\9")).asString().isEqualTo("\\03x\\9");
    }

    @Test
    void anEscapeAtTheVeryEndIsRead() {
        assertThat(pending("\\033")).containsExactly(0x1b);
    }

    private static byte[] pending(String text) {
        byte[] none = new byte[0];
        return new Capture(StateFormat.parse(Captures.FRESH), none, none, none, none, Captures.bytes(text), 0)
                .pendingBytes();
    }
}
