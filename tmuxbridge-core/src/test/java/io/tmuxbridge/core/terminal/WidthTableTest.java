package io.tmuxbridge.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WidthTableTest {

    @Test
    void bothTablesKnowTheUsual() {
        for (WidthTable table : new WidthTable[] {WidthTable.TMUX, WidthTable.VIEWER}) {
            assertThat(table.of('a')).isEqualTo(1);
            assertThat(table.of(0xe9)).isEqualTo(1);
            assertThat(table.of(0x301)).isZero();
            assertThat(table.of(0x6f22)).isEqualTo(2);
            assertThat(table.of(0x1f600)).isEqualTo(2);
            assertThat(table.of(0xfe0f)).isZero();
            assertThat(table.of(0x200d)).isZero();
        }
    }

    @Test
    void theyDifferInWhatUnicodeAddedSince() {
        assertThat(WidthTable.TMUX.of(0x1fae0)).isEqualTo(2);
        assertThat(WidthTable.VIEWER.of(0x1fae0)).isEqualTo(1);
        assertThat(WidthTable.TMUX.of(0x85)).isEqualTo(-1);
        assertThat(WidthTable.TMUX.of(0x378)).isEqualTo(-1);
        assertThat(WidthTable.TMUX.of(0x10ffff)).isEqualTo(-1);
    }
}
