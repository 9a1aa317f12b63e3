package io.tmuxbridge.core.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Screens too narrow for what is written on them. */
class NarrowReplicaTest {

    /**
     * Fuzz seed 10653: a wide character that had no room left itself to be joined, half a cell before the left edge.
     * The others are its like.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[?7l\u0600\ud83d\udc69\u0301",
                "\u001b[?7l\ud83d\udc69\u0301",
                "\u001b[?7lab\u4e16\u0301\u0301",
                "\u4e16\u001b[1;1H\u001b[P\u0301",
                "\u4e16\u0301\u001b[1;2H\u0301\u001b[D\u0301"
            })
    void whatJoinsHalfAWideCharacterAtTheLeftEdgeDoesNoHarm(String text) {
        for (int cols = 1; cols < 4; cols++) {
            Replica replica = new Replica(cols, 6);
            write(replica, text);
            write(replica, "\u001bcx");
            Replica fresh = new Replica(cols, 6);
            write(fresh, "x");
            assertThat(ScreenHash.of(replica)).isEqualTo(ScreenHash.of(fresh));
        }
    }

    private static void write(Replica replica, String text) {
        replica.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
