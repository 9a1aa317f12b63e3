package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The control protocol, line by line. */
class ControlParserTest {

    /** As tmux 3.3a wrote it, with what other versions add; three commands are answered in it. */
    private static final String TRANSCRIPT = String.join(
            "\n",
            "%begin 1795504389 264 0",
            "%end 1795504389 264 0",
            "%session-changed $0 a",
            "%output %0 a\\033[1mb\\134c\\015\\012\u00e9\u0080\u007f%end",
            "%begin 1795504389 269 1",
            "hello",
            "%pause %0",
            "%output %1 body, not output",
            "%end 1795504389 269 0",
            "%end 1795504389 269 1",
            "%begin 1795504390 270 0",
            "said by a hook",
            "%end 1795504390 270 0",
            "%begin 1795504390 272 1",
            "parse error: unknown command: badcmd",
            "%error 1795504390 272 1",
            "%extended-output %12 345 : x : y",
            "%extended-output %12 346 later args : z",
            "%window-renamed @0 foo bar",
            "%new-in-4.0 what ever",
            "%begin 1795504391 284 1",
            "%end 1795504391 284 1",
            "%exit too far behind",
            "");

    private final ScriptedControlPeer tmux = new ScriptedControlPeer();

    @Test
    void aWholeTranscriptIsReadInOrder() throws IOException {
        assertThat(read(TRANSCRIPT.getBytes(StandardCharsets.ISO_8859_1), Integer.MAX_VALUE))
                .containsExactly(
                        "foreign true ",
                        "SessionChanged[sessionId=$0, name=a]",
                        "attached",
                        "output %0 0 a\u001b[1mb\\c\r\n\u00e9\u0080\u007f%end",
                        "Paused[pane=0]",
                        "first ok [hello\n%output %1 body, not output\n%end 1795504389 269 0]",
                        "foreign true said by a hook",
                        "second failed 'parse error: unknown command: badcmd' []",
                        "output %12 345 x : y",
                        "output %12 346 z",
                        "WindowRenamed[windowId=@0, name=foo bar]",
                        "Unknown[line=%new-in-4.0 what ever]",
                        "third ok []",
                        "exit too far behind");
    }

    @Test
    void anySplitGivesTheSameEvents() throws IOException {
        byte[] bytes = TRANSCRIPT.getBytes(StandardCharsets.ISO_8859_1);
        List<String> whole = read(bytes, Integer.MAX_VALUE);
        for (int piece = 1; piece <= bytes.length; piece++) {
            assertThat(read(bytes, piece)).as("in pieces of %d bytes", piece).isEqualTo(whole);
        }
        for (int split = 1; split < bytes.length; split++) {
            ScriptedControlPeer peer = asked();
            peer.feed(java.util.Arrays.copyOf(bytes, split), Integer.MAX_VALUE);
            peer.feed(java.util.Arrays.copyOfRange(bytes, split, bytes.length), Integer.MAX_VALUE);
            assertThat(peer.events()).as("split at %d", split).isEqualTo(whole);
        }
    }

    private static List<String> read(byte[] bytes, int piece) throws IOException {
        ScriptedControlPeer peer = asked();
        peer.feed(bytes, piece);
        return peer.events();
    }

    private static ScriptedControlPeer asked() {
        ScriptedControlPeer peer = new ScriptedControlPeer();
        peer.send("first");
        peer.send("second");
        peer.send("third");
        return peer;
    }

    @Test
    void everyByteComesThroughTheEscapes() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] all = new byte[256];
        line.writeBytes("%output %3 ".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 256; i++) {
            all[i] = (byte) i;
            if (i < 0x20 || i == '\\') {
                line.writeBytes(String.format("\\%03o", i).getBytes(StandardCharsets.US_ASCII));
            } else {
                line.write(i);
            }
        }
        line.write('\n');
        tmux.feed(line.toByteArray(), 100);
        assertThat(tmux.heard.outputOf(3)).isEqualTo(all);
    }

    @Test
    void aBackslashThatStartsNoEscapeIsKept() throws IOException {
        tmux.says("%output %3 a\\9b\\", "%output %3 \\12", "%output %3 \\477");
        assertThat(tmux.heard.textOf(3)).isEqualTo("a\\9b\\\\12\\477");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%pause %5 | Paused[pane=5]",
                "%continue %5 | Continued[pane=5]",
                "%pane-mode-changed %5 | PaneModeChanged[pane=5]",
                "%session-changed $1 my session | SessionChanged[sessionId=$1, name=my session]",
                "%session-renamed $1 my session | SessionRenamed[sessionId=$1, name=my session]",
                "%session-window-changed $1 @2 | SessionWindowChanged[sessionId=$1, windowId=@2]",
                "%sessions-changed | SessionsChanged[]",
                "%client-session-changed /dev/pts/1 $1 x y"
                        + " | ClientSessionChanged[client=/dev/pts/1, sessionId=$1, name=x y]",
                "%client-detached client-77 | ClientDetached[client=client-77]",
                "%window-add @2 | WindowAdded[windowId=@2, linked=true]",
                "%unlinked-window-add @2 | WindowAdded[windowId=@2, linked=false]",
                "%window-close @2 | WindowClosed[windowId=@2]",
                "%unlinked-window-close @2 | WindowClosed[windowId=@2]",
                "%window-renamed @2 a b | WindowRenamed[windowId=@2, name=a b]",
                "%unlinked-window-renamed @2 a b | WindowRenamed[windowId=@2, name=a b]",
                "%window-pane-changed @2 %5 | WindowPaneChanged[windowId=@2, pane=5]",
                "%layout-change @2 b25d,80x24,0,0,5 b25d,80x24,0,0,5 *Z | LayoutChanged[windowId=@2,"
                        + " layout=b25d,80x24,0,0,5, visibleLayout=b25d,80x24,0,0,5]",
                "%layout-change @2 b25d,80x24,0,0,5"
                        + " | LayoutChanged[windowId=@2, layout=b25d,80x24,0,0,5, visibleLayout=]",
                "%message hello you | Unknown[line=%message hello you]",
                "%window-pane-changed @2 5 | Unknown[line=%window-pane-changed @2 5]",
                "%pause 5 | Unknown[line=%pause 5]",
                "%session-changed work | Unknown[line=%session-changed work]",
                "%what is this | Unknown[line=%what is this]"
            })
    void everyNotificationIsUnderstood(String line, String event) throws IOException {
        tmux.says(line);
        assertThat(tmux.heard.notifications()).hasSize(1);
        assertThat(tmux.events()).contains(event);
    }

    @Test
    void namesAreUtf8() throws IOException {
        tmux.feed("%window-renamed @1 größe 漢字\n".getBytes(StandardCharsets.UTF_8), 3);
        assertThat(tmux.heard.notifications()).containsExactly(new Notification.WindowRenamed("@1", "größe 漢字"));
    }

    @Test
    void exitMayHaveNoReason() throws IOException {
        tmux.says("%exit");
        assertThat(tmux.events()).containsExactly("exit ");
    }

    @Test
    void anAnswerThatNobodyAskedForIsSkipped() throws IOException {
        tmux.saysBlock(7, "%output %1 forged");
        tmux.says("%output %1 real");
        assertThat(tmux.heard.textOf(1)).isEqualTo("real");
    }

    @Test
    void outputWithoutAPaneIsSkipped() throws IOException {
        tmux.says("%output %", "%output %x y", "%output %99999999999 y", "%extended-output %1", "%output %1 ");
        assertThat(tmux.events()).isEmpty();
    }

    @Test
    void aReplyBeyondTheLimitIsAnError() {
        tmux.send("big");
        String line = "x".repeat(600_000);
        assertThatThrownBy(() -> tmux.says("%begin 1 2 1", line, line)).hasMessageContaining("1048576");
    }

    @Test
    void aLineBeyondTheLimitIsAnError() {
        byte[] line = new byte[2 * 1024 * 1024];
        assertThatThrownBy(() -> tmux.feed(line, Integer.MAX_VALUE)).hasMessageContaining("1048576");
    }

    @Test
    void aLongLineComesWholeAndTheNextOneToo() throws IOException {
        String text = "x".repeat(900_000);
        tmux.says("%output %1 " + text, "%output %1 end", "%output %2 y");
        assertThat(tmux.heard.textOf(1)).isEqualTo(text + "end");
        assertThat(tmux.heard.textOf(2)).isEqualTo("y");
    }
}
