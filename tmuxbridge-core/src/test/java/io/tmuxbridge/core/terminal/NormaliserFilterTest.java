package io.tmuxbridge.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormaliserFilterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\033kscreen title\033\\",
                "\033Ptmux;\033\033[31mx\033\\",
                "\033P$qm\033\\",
                "\033Pq#0;2;0;0;0~~\033\\",
                "\033_Gf=24;AAAA\033\\",
                "\033^private\033\\",
                "\033Xstring\033\\",
                "\033]7;file:///tmp\007",
                "\033]133;A\007",
                "\033]1337;File=:AAAA\007",
                "\033]52;c;aGk=\007",
                "\033]52;c;?\007",
                "\033]4;1;?\007",
                "\033]10;?\007",
                "\033]11;?\033\\",
                "\033]12;?\007",
                "\033]8;;http://a.example/\007",
                "\u0080",
                "\u0085",
                "\u009b31m",
                "\033[!p",
                "\033[20h",
                "\033[2I",
                "\033[2a",
                "\033[2e",
                "\033[1\"q",
                "\033[?1J",
                "\033[?1K",
                "\033(A",
                "\033(K",
                "\033*0",
                "\033+0",
                "\033n",
                "\033o",
                "\033|",
                "\033%G",
                "\033[?45h",
                "\033[?69h",
                "\033[?1048h",
                "\033[?2026h",
                "\033[?1004h",
                "\033[?12h",
                "\033[?9h",
                "\033[?1015h",
                "\033[>1u",
                "\033[=1;1u",
                "\033[?u",
                "\033[18t",
                "\033[14t",
                "\033[22;0t",
                "\033[c",
                "\033[>c",
                "\033[=c",
                "\033[5n",
                "\033[6n",
                "\033[?6n",
                "\033[?1$p",
                "\033[4$p",
                "\033[>q",
                "\033[>4;7m",
                "\033[>1;2m",
                "\033[>4;0m",
                "\033[2 @",
                "\033[2 A",
                "\033[2'}",
                "\033[2'~",
                "\033Z",
                "\000",
                "\005",
                "\177"
            })
    void whatTmuxDoesNotShowIsNotLetThrough(String sequence) {
        Fed fed = new Fed(80, 24);

        String out = fed.feed("a" + sequence + "b").replace("31m", "");

        assertThat(out).isEqualTo("ab");
        assertThat(fed.state.cursorY()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\033[3;4H",
                "\033[5A",
                "\033[B",
                "\033[2C",
                "\033[7G",
                "\033[4d",
                "\033[1;31;48;5;7m",
                "\033[4:3m",
                "\033[m",
                "\033[K",
                "\033[1K",
                "\033[2K",
                "\033[J",
                "\033[3J",
                "\033[5X",
                "\033[3@",
                "\033[3P",
                "\033[2L",
                "\033[2M",
                "\033[2;9r",
                "\033[?7l",
                "\033[?25l",
                "\033[?1h",
                "\033[?1000h",
                "\033[?1006h",
                "\033[?2004h",
                "\033[>4;2m",
                "\033[4h",
                "\033=",
                "\033>",
                "\033(0",
                "\033)0",
                "\016",
                "\017",
                "\033M",
                "\033D",
                "\033E",
                "\033H",
                "\033[g",
                "\033[3g",
                "\033[3 q",
                "\007",
                "\t",
                "\r",
                "\n",
                "\033]0;title\033\\",
                "\033]2;title\033\\",
                "\033]4;1;rgb:01/02/03\033\\",
                "\033]10;rgb:01/02/03\033\\",
                "\033]104\033\\",
                "\033]112\033\\",
                "\033[?1047h"
            })
    void whatBothUnderstandGoesThroughAsItIs(String sequence) {
        assertThat(Fed.normalised(sequence)).isEqualTo(sequence);
    }

    @Test
    void aSequenceMayHoldControlsWhichRunBeforeIt() {
        assertThat(Fed.normalised("ab\033[3\r4;1\n2m")).isEqualTo("ab\r\n\033[34m");
    }

    @Test
    void canAndSubEndASequenceAndEscBeginsAnother() {
        assertThat(Fed.normalised("\033[3\u0018Ca\033[3\u001aCb\033[3\033[1mc")).isEqualTo("CaCb\033[1mc");
    }

    @Test
    void whateverLeavesAStringEndsIt() {
        List<String> titles = new ArrayList<>();
        Fed fed = new Fed(80, 24, Dialect.of(3, 3), new NormaliserListener() {
            @Override
            public void title(String title) {
                titles.add(title);
            }
        });

        String out = fed.feed("\033]2;one\033[1mx\033]2;two\u0018y\033]0;three\007z\033_four\033\\");

        assertThat(titles).containsExactly("one", "two", "three", "four");
        assertThat(out).isEqualTo("\033]2;one\033\\\033[1mx\033]2;two\033\\y\033]0;three\033\\z");
    }

    @Test
    void aTitleThatIsNotPrintableIsNoTitle() {
        assertThat(Fed.normalised("\033]2;a\u0085b\007\033]2;a\u007fb\007")).isEmpty();
    }

    @Test
    void theClipboardIsToldAndNotLetThrough() {
        List<String> told = new ArrayList<>();
        Fed fed = new Fed(80, 24, Dialect.of(3, 3), new NormaliserListener() {
            @Override
            public void clipboard(String selection, String base64) {
                told.add(selection + "=" + base64);
            }

            @Override
            public void bell() {
                told.add("bell");
            }
        });

        String out = fed.feed("\033]52;c;aGk=\007\007\033]52;;eA==\033\\");

        assertThat(told).containsExactly("c=aGk=", "bell", "=eA==");
        assertThat(out).isEqualTo("\007");
    }

    @Test
    void tooManyParametersOrCharactersOfThemMakeASequenceVoid() {
        assertThat(Fed.normalised("\033[1" + ";1".repeat(23) + "m")).isEmpty();
        assertThat(Fed.normalised("\033[1" + ";1".repeat(22) + "m")).isNotEmpty();
        assertThat(Fed.normalised("\033[" + "0".repeat(64) + "m")).isEmpty();
    }

    @Test
    void linksGoThroughFromThreeFourOnIfTheirSchemeIsHarmless() {
        Fed fed = new Fed(80, 24, Dialect.of(3, 4), NormaliserListener.NONE);

        assertThat(fed.feed("\033]8;id=1:x=2;https://a.example/\007"))
                .isEqualTo("\033]8;id=1;https://a.example/\033\\");
        assertThat(fed.state.tracked().hyperlink()).contains("id=1;https://a.example/");
        assertThat(fed.feed("\033]8;;javascript:alert(1)\007")).isEqualTo("\033]8;;\033\\");
        assertThat(fed.feed("\033]8;;\007")).isEmpty();
    }

    @Test
    void invalidUtf8IsDroppedOrShownByDialect() {
        byte[] invalid = {'a', (byte) 0xff, (byte) 0xc3, '(', (byte) 0xed, (byte) 0xa0, (byte) 0x80, 'b'};

        byte[] old = new Fed(80, 24).feed(invalid);
        byte[] recent = new Fed(80, 24, Dialect.of(3, 6), NormaliserListener.NONE).feed(invalid);

        assertThat(new String(old, StandardCharsets.UTF_8)).isEqualTo("a(b");
        assertThat(new String(recent, StandardCharsets.UTF_8))
                .contains("\ufffd")
                .startsWith("a")
                .endsWith("b");
    }

    @Test
    void aCharacterMayBeInterruptedByASequenceButNotByAControl() {
        byte[] interrupted = {(byte) 0xe6, (byte) 0xbc, 0x1b, '[', '1', 'm', (byte) 0xa2};
        byte[] broken = {(byte) 0xe6, (byte) 0xbc, '\r', (byte) 0xa2};

        assertThat(new String(new Fed(80, 24).feed(interrupted), StandardCharsets.UTF_8))
                .isEqualTo("\033[1m漢");
        assertThat(new String(new Fed(80, 24).feed(broken), StandardCharsets.UTF_8))
                .isEqualTo("\r");
    }
}
