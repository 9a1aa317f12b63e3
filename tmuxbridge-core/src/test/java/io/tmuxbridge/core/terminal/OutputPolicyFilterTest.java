package io.tmuxbridge.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.access.OutputPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of the table in docs/security.md: what a program may ask of those who look on. */
class OutputPolicyFilterTest {

    private static final OutputPolicy EVERYTHING =
            new OutputPolicy(true, 1 << 20, Set.of("http", "https", "mailto", "file", "ssh"));

    private final List<String> told = new ArrayList<>();

    private Fed fed(OutputPolicy policy) {
        return new Fed(80, 24, Dialect.of(3, 6), policy, new NormaliserListener() {
            @Override
            public void title(String title) {
                told.add("title " + title);
            }

            @Override
            public void clipboard(String selection, String base64) {
                told.add("clipboard " + base64);
            }

            @Override
            public void refused() {
                told.add("refused");
            }
        });
    }

    private static String base64(int bytes) {
        return Base64.getEncoder().encodeToString(new byte[bytes]);
    }

    /** What no setting lets through. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\033[21t", // report the title
                "\033[20t", // report the icon's name
                "\033[c", // what terminal are you
                "\033[6n", // where is the cursor
                "\033[?1$p", // is a mode set
                "\033P$qm\033\\", // report a setting
                "\033P+q544e\033\\", // report a capability
                "\033]4;1;?\007", // report a colour
                "\033]10;?\007",
                "\033]52;c;?\007", // read the clipboard
                "\033]9;note\007", // notify
                "\033]777;notify;a;b\007",
                "\033]99;i=1;note\033\\",
                "\033]7;file:///tmp\007", // where I am
                "\033]50;font\007", // change the font
                "\033]1337;File=name=eA==:AAAA\007", // download a file
                "\033]1337;SetUserVar=a=eA==\007",
                "\033Ptmux;\033\033]52;c;aGk=\007\033\\", // pass through
                "\033_Gf=24;AAAA\033\\", // draw a picture (the text of an APC is a title to tmux)
                "\033[5i", // print
                "\033[3t", // move the window
                "\033[8;100;100t", // resize it
                "\033[22;0t", // keep a title
                "\033[23;0t",
                "\033kname\033\\", // name the window
                "\033]46;/tmp/log\007", // write a file
                "\033[?1000;1;$p"
            })
    void whatAnswersOrActsIsNeverLetThrough(String sequence) {
        String out = fed(EVERYTHING).feed("a" + sequence + "b");
        assertThat(out).isEqualTo("ab");
        assertThat(told).allMatch(each -> each.equals("refused") || each.equals("title Gf=24;AAAA"));
    }

    @Test
    void titlesAreToldAndShownOrNeither() {
        String titles = "\033]0;a\007\033]2;b\007\033_c\033\\";
        assertThat(fed(OutputPolicy.DEFAULT).feed(titles)).isEqualTo("\033]0;a\033\\\033]2;b\033\\");
        assertThat(told).containsExactly("title a", "title b", "title c");
        told.clear();
        assertThat(fed(OutputPolicy.DEFAULT.withTitles(false)).feed(titles)).isEmpty();
        assertThat(told).containsExactly("refused", "refused", "refused");
    }

    @Test
    void aLongTitleIsCut() {
        assertThat(fed(OutputPolicy.DEFAULT).feed("\033]2;" + "x".repeat(5000) + "\007"))
                .isEqualTo("\033]2;" + "x".repeat(4096) + "\033\\");
        assertThat(told).containsExactly("title " + "x".repeat(4096));
    }

    @Test
    void theClipboardIsOfferedUpToItsBoundAndNeverShown() {
        OutputPolicy bounded = OutputPolicy.DEFAULT.withClipboardBytes(300);
        assertThat(fed(bounded).feed("\033]52;c;" + base64(300) + "\007\033]52;c;" + base64(303) + "\007"))
                .isEmpty();
        assertThat(told).containsExactly("clipboard " + base64(300), "refused");
        told.clear();
        assertThat(fed(OutputPolicy.DEFAULT.withClipboardBytes(0)).feed("\033]52;c;aGk=\007\033]52;;eA==\033\\"))
                .isEmpty();
        assertThat(told).containsExactly("refused", "refused");
    }

    @Test
    void linksAreLetThroughBySchemeAndTheirTextAlways() {
        String links = "\033]8;;https://a.example/\007a\033]8;;\007\033]8;;file:///etc/passwd\007b\033]8;;\007"
                + "\033]8;;javascript:alert(1)\007c\033]8;;\007";
        assertThat(fed(OutputPolicy.DEFAULT).feed(links))
                .isEqualTo("\033]8;;https://a.example/\033\\a\033]8;;\033\\bc");
        assertThat(told).containsExactly("refused", "refused");
        assertThat(fed(OutputPolicy.DRAWING_ONLY).feed(links)).isEqualTo("abc");
        assertThat(fed(EVERYTHING).feed(links)).contains("file:///etc/passwd").doesNotContain("javascript");
    }

    /** tmux keeps the links that programs wrote, and gives them back in captures, from 3.4 on. */
    @Test
    void aSnapshotAndAnswersHaveNoOtherLinksThanTheStream() {
        String screen =
                "\033]8;;https://a.example/\033\\a\033]8;;\033\\\033]8;id=1;javascript:alert(1)\033\\b\033]8;;\033\\"
                        + "\033]8;;file:///x\033\\c\n";
        Capture capture = Captures.of(Captures.FRESH, screen, "abc\n", screen).under(OutputPolicy.DEFAULT);
        String snapshot = Captures.snapshot(capture);
        assertThat(snapshot).contains("https://a.example/", "a", "b", "c").doesNotContain("javascript", "file:");
        assertThat(new String(capture.main(), StandardCharsets.UTF_8)).doesNotContain("javascript", "file:");
        assertThat(CapturedLines.standalone(List.of(screen.strip()), OutputPolicy.DEFAULT, TabStops.NONE))
                .containsExactly("\033]8;;https://a.example/\033\\a\033]8;;\033\\bc");
        assertThat(CapturedLines.standalone(List.of(screen.strip()), OutputPolicy.DRAWING_ONLY, TabStops.NONE))
                .containsExactly("abc");
    }

    /** The bug: only the address was looked at, so that a C1 character in the parameters began a link of its own. */
    @Test
    void ofACapturedLinkNothingButPrintableAsciiIsKept() {
        String screen = "\033]8;id=\u009d8;https://a;javascript:alert(1)\033\\a\033]8;;\033\\"
                + "\033]8;id=é;https://b\033\\b\033]8;;\033\\\033]8;id=1;https://c\033\\c\033]8;;\033\\\n";
        Capture capture = Captures.of(Captures.FRESH, screen, "abc\n", screen).under(OutputPolicy.DEFAULT);
        assertThat(Captures.snapshot(capture))
                .contains("https://c")
                .doesNotContain("\u009d", "javascript", "https://a", "https://b");
        assertThat(CapturedLines.standalone(List.of(screen.strip()), OutputPolicy.DEFAULT, TabStops.NONE))
                .containsExactly("ab\033]8;id=1;https://c\033\\c\033]8;;\033\\");
    }

    @Test
    void aCaptureWithoutLinksIsNotCopied() {
        Capture capture = Captures.of(Captures.FRESH, "\033[31mx\033[m\n");
        assertThat(capture.under(OutputPolicy.DRAWING_ONLY)).isSameAs(capture);
    }

    /** The policy changes what is asked for, never what is drawn: the tracker goes the same way. */
    @Test
    void whatIsDrawnIsTheSameUnderEveryPolicy() {
        Random random = new Random(20261128);
        String[] parts = {
            "text",
            "\033]0;t\007",
            "\033]2;",
            "\033]52;c;aGk=\007",
            "\033]8;;https://x\007",
            "\033]8;;file:///x\033\\",
            "\033]8;;\007",
            "\033[31m",
            "\r\n",
            "\033_apc\033\\",
            "\033[5;5H",
            "\033[K",
            "\u4e16",
            "\007",
            "\033\\"
        };
        for (int i = 0; i < 2000; i++) {
            StringBuilder stream = new StringBuilder();
            for (int n = 0; n < 30; n++) {
                stream.append(parts[random.nextInt(parts.length)]);
            }
            String open = fed(EVERYTHING).feed(stream.toString());
            String strict = fed(OutputPolicy.DRAWING_ONLY).feed(stream.toString());
            assertThat(strict).isEqualTo(open.replaceAll("\033\\](0|2|8);[^\033]*\033\\\\", ""));
        }
    }
}
