package io.tmuxbridge.core.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The hash is the one that docs/protocol.md defines. */
class ScreenHashTest {

    private static final List<String> VECTORS = List.of(
            "",
            "ab",
            "\u001b[1;31mred\u001b[7m \u001b[m",
            "\u001b[38;2;1;2;3;48;5;200mXY",
            "漢字e\u0301",
            "0123456789\u001b[?1h",
            "\u001b[44m\u001b[2Jx");

    @Test
    void theVectorsOfTheProtocolsPaperAreRight() throws IOException {
        String paper = Files.readString(Path.of("..", "docs", "protocol.md"));

        assertThat(VECTORS).allSatisfy(bytes -> assertThat(paper).contains("`" + hash(bytes) + "`"));
    }

    /** The second half of a wide character was written behind the end of the line. */
    @Test
    void aWideCharacterFitsIntoNoSingleColumnAndDoesNoHarm() {
        Replica replica = new Replica(1, 2);
        replica.write(ByteBuffer.wrap("\u6f22\u0301x".getBytes(StandardCharsets.UTF_8)));

        assertThat(ScreenHash.of(replica)).isNotEmpty();
    }

    @Test
    void theBackgroundOfBlanksAtTheEndOfARowDoesNotCount() {
        assertThat(hash("a\u001b[41m\u001b[K")).isEqualTo(hash("a"));
        assertThat(hash("a\u001b[41m \u001b[mb\u001b[H")).isNotEqualTo(hash("a b\u001b[H"));
    }

    @Test
    void aWrapThatWaitsIsTheLastColumn() {
        assertThat(hash("0123456789")).isEqualTo(hash("0123456789\u001b[1;10H"));
    }

    @Test
    void whatCanBeSeenCounts() {
        List<String> screens = List.of(
                "a",
                "b",
                "\u001b[1ma",
                "\u001b[31ma",
                "\u001b[41ma",
                "\u001b[4ma",
                " a",
                "a\u001b[H",
                "\u001b[?1049ha");

        assertThat(screens.stream().map(ScreenHashTest::hash)).doesNotHaveDuplicates();
    }

    static String hash(String bytes) {
        Replica replica = new Replica(10, 3);
        replica.write(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.UTF_8)));
        return ScreenHash.of(replica);
    }
}
