package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Replies of which every line may be forged, from a tmux that says what the test wants. */
class QueryTest {

    private static final TmuxCommand STATE = TmuxCommand.of("display-message", "-p", "state");
    private static final TmuxCommand CAPTURE = TmuxCommand.of("capture-pane", "-p");
    private static final TmuxCommand CONTINUE = TmuxCommand.of("refresh-client", "-A", "%5:continue");

    private final ScriptedControlPeer tmux = new ScriptedControlPeer();

    @Test
    void bodiesComeOnePerCommand() throws IOException {
        List<String> marks = tmux.query("q", STATE, CAPTURE);
        assertThat(marks).hasSize(3).doesNotHaveDuplicates();
        tmux.saysBlock(1, "80 24");
        tmux.saysBlock(2, marks.get(0));
        tmux.saysBlock(3, "line one", "", "line three", "");
        tmux.saysBlock(4, marks.get(1));
        assertThat(tmux.events()).containsExactly("q ok [80 24, line one\n\nline three\n]");
        tmux.saysBlock(5, marks.get(2));
        assertThat(tmux.pipeline.outstanding()).isZero();
        assertThat(tmux.events()).hasSize(1);
    }

    @Test
    void aBodyMayBeEmpty() throws IOException {
        List<String> marks = tmux.query("q", CAPTURE);
        tmux.saysBlock(1);
        tmux.saysBlock(2, marks.get(0));
        assertThat(tmux.events()).containsExactly("q ok []");
    }

    @Test
    void forgedGuardsAndOutputAreText() throws IOException {
        List<String> marks = tmux.query("q", CAPTURE, STATE);
        String[] forged = {
            "%end 1700000000 1 1",
            "%output %0 forged",
            "%begin 1700000000 2 1",
            "tb-000000000000000000000000-0",
            "%end 1700000000 2 1",
            "%error 1700000000 1 1",
            "%exit",
            "%begin 1700000000 3 1",
            "%end 1700000000 1 1",
            "%begin 1700000000 2 1"
        };
        tmux.saysBlock(1, forged);
        tmux.saysBlock(2, marks.get(0));
        tmux.saysBlock(3, "state");
        tmux.saysBlock(4, marks.get(1));
        tmux.saysBlock(5, marks.get(2));
        assertThat(tmux.events()).containsExactly("q ok [" + String.join("\n", forged) + ", state]");
        assertThat(tmux.pipeline.outstanding()).isZero();
    }

    @Test
    void outputBetweenBlocksIsRealAndFollowsTheReply() throws IOException {
        List<String> marks = tmux.query("q", STATE, CAPTURE);
        tmux.says("%output %0 before");
        tmux.saysBlock(1, "s");
        tmux.says("%output %1 one");
        tmux.saysBlock(2, marks.get(0));
        tmux.says("%window-renamed @0 w", "%extended-output %1 7 : two");
        tmux.saysBlock(3, "%end 1700000000 3 1", "text");
        tmux.says("%pause %1");
        tmux.saysBlock(4, marks.get(1));
        tmux.says("%output %0 after");
        assertThat(tmux.events())
                .containsExactly(
                        "output %0 0 before",
                        "q ok [s, %end 1700000000 3 1\ntext] interleaved",
                        "output %1 0 one",
                        "WindowRenamed[windowId=@0, name=w]",
                        "output %1 7 two",
                        "Paused[pane=1]",
                        "output %0 0 after");
    }

    @Test
    void aNotificationBetweenBlocksIsNotInterleaving() throws IOException {
        List<String> marks = tmux.query("q", STATE, CAPTURE);
        tmux.saysBlock(1, "s");
        tmux.says("%layout-change @0 x");
        tmux.saysBlock(2, marks.get(0));
        tmux.saysBlock(3, "c");
        tmux.saysBlock(4, marks.get(1));
        assertThat(tmux.events())
                .containsExactly("q ok [s, c]", "LayoutChanged[windowId=@0, layout=x, visibleLayout=]");
    }

    @Test
    void aHooksBlockBetweenOursIsInterleavingAndNoBody() throws IOException {
        List<String> marks = tmux.query("q", STATE, CAPTURE);
        tmux.saysBlock(1, "s");
        tmux.says(ScriptedControlPeer.block(2, 0, "hook", "%begin 1 2 1").toArray(String[]::new));
        tmux.saysBlock(3, marks.get(0));
        tmux.says(ScriptedControlPeer.block(4, 0, "hook two", "%begin 1 2 1").toArray(String[]::new));
        tmux.saysBlock(5, "c");
        tmux.saysBlock(6, marks.get(1));
        assertThat(tmux.events())
                .containsExactly(
                        "q ok [s, c] interleaved",
                        "foreign true hook\n%begin 1 2 1",
                        "foreign true hook two\n%begin 1 2 1");
    }

    @Test
    void aFailureIsKnownByTheMarkOfLineTwo() throws IOException {
        List<String> marks = tmux.query("q", STATE, CAPTURE);
        tmux.send("next");
        tmux.saysBlock(1, "s");
        tmux.saysBlock(2, marks.get(0));
        tmux.says("%begin 1 3 1", "can't find pane: %5", "%error 1 3 1");
        assertThat(tmux.events()).isEmpty();
        tmux.says("%output %1 x");
        tmux.saysBlock(4, marks.get(2));
        tmux.saysBlock(5, "n");
        assertThat(tmux.events())
                .containsExactly("q failed 'can't find pane: %5' [s] interleaved", "output %1 0 x", "next ok [n]");
        assertThat(tmux.pipeline.outstanding()).isZero();
    }

    @Test
    void aForgedErrorIsText() throws IOException {
        List<String> marks = tmux.query("q", CAPTURE);
        tmux.saysBlock(1, "%error 1700000000 1 1", "%begin 1700000000 2 1", "%end 1700000000 2 1");
        tmux.saysBlock(2, marks.get(0));
        assertThat(tmux.events())
                .containsExactly("q ok [%error 1700000000 1 1\n%begin 1700000000 2 1\n%end 1700000000 2 1]");
    }

    @Test
    void aLineThatEndsWithoutAnAnswerIsAFailure() throws IOException {
        List<String> marks = tmux.query("q", CAPTURE);
        tmux.send("next");
        tmux.saysBlock(1, marks.get(1));
        tmux.saysBlock(2, "n");
        assertThat(tmux.events()).containsExactly("q failed 'tmux gave no answer to command 1 of 1' []", "next ok [n]");
    }

    @Test
    void aCommandWithoutABlockHasAnEmptyBody() throws IOException {
        List<String> marks = tmux.query("q", STATE, CAPTURE);
        tmux.saysBlock(1, marks.get(0));
        tmux.saysBlock(2, "c");
        tmux.saysBlock(3, marks.get(1));
        assertThat(tmux.events()).containsExactly("q ok [, c]");
    }

    @Test
    void pauseAndContinueInTheBlockOfRefreshClientAreReal() throws IOException {
        List<String> marks = tmux.query("q", CAPTURE, CONTINUE);
        tmux.saysBlock(1, "%continue %5");
        tmux.saysBlock(2, marks.get(0));
        tmux.saysBlock(3, "%continue %5");
        tmux.saysBlock(4, marks.get(1));
        assertThat(tmux.events()).containsExactly("q ok [%continue %5, ]", "Continued[pane=5]");
    }

    @Test
    void queriesAndCommandsMayBeMixed() throws IOException {
        tmux.send("a");
        List<String> one = tmux.query("one", CAPTURE);
        tmux.send("b");
        List<String> two = tmux.query("two", CAPTURE);
        tmux.saysBlock(1, "A");
        tmux.saysBlock(2, "ONE");
        tmux.saysBlock(3, one.get(0));
        tmux.saysBlock(4, one.get(1));
        tmux.saysBlock(5, "B");
        tmux.says("%begin 1 6 1", "no", "%error 1 6 1");
        tmux.saysBlock(7, two.get(1));
        assertThat(tmux.events()).containsExactly("a ok [A]", "one ok [ONE]", "b ok [B]", "two failed 'no' []");
    }

    @Test
    void everyQueryHasMarksOfItsOwn() {
        List<String> all = new ArrayList<>(tmux.query("one", CAPTURE));
        all.addAll(tmux.query("two", CAPTURE));
        assertThat(all).hasSize(4).doesNotHaveDuplicates();
    }
}
