package io.tmuxbridge.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class WrappedRowsTest {

    @Test
    void rowsThatTmuxJoinsAreWrapped() {
        assertThat(find("abcdefghij\nklm\nnext\n", "abcdefghijklm\nnext\n").stream())
                .containsExactly(0);
    }

    @Test
    void equalRowsAreToldApart() {
        assertThat(find("aaaa\naaaa\naaaa\n", "aaaa\naaaaaaaa\n").stream()).containsExactly(1);
    }

    @Test
    void blanksAtTheEndOfARowMayBeMissingInTheJoinedOne() {
        assertThat(find("ab   \ncd\n", "ab\ncd\n").stream()).isEmpty();
        assertThat(find("ab   \ncd\n", "ab  cd\n").stream()).containsExactly(0);
    }

    @Test
    void anEmptyRowMayBeWrappedInto() {
        assertThat(find("abcd\n\nef\n", "abcd\nef\n").stream()).containsExactly(0);
    }

    @Test
    void emptyRowsAreNotWrapped() {
        assertThat(find("\n\na\n\n", "\n\na\n\n").stream()).isEmpty();
    }

    @Test
    void rowsThatDoNotFitCountAsNotWrapped() {
        assertThat(find("abcd\nxyz\n", "abcdef\n").stream()).containsExactly(0);
        assertThat(find("abcd\nxyz\n", "other\n").stream()).isEmpty();
        assertThat(find("abcd\nxyz\n", "").stream()).isEmpty();
    }

    private static BitSet find(String rows, String joined) {
        return WrappedRows.find(
                CaptureReader.read(Captures.bytes(rows), TabStops.NONE),
                CaptureReader.read(Captures.bytes(joined), TabStops.NONE));
    }
}
