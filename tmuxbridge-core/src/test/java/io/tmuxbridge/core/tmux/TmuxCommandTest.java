package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quoting, and what must never be sent. */
class TmuxCommandTest {

    private static TmuxCommand words(String words) {
        String[] all = words.split(" ");
        return TmuxCommand.of(all[0], Arrays.copyOfRange(all, 1, all.length));
    }

    @Test
    void wordsAreQuotedUnlessPlain() {
        assertThat(TmuxCommand.of("set-option", "-t", "$3", "@x", "it's; #(x) \"$HOME\" {~} \\")
                        .line())
                .isEqualTo("set-option -t '$3' '@x' 'it'\\''s; #(x) \"$HOME\" {~} \\'");
        assertThat(TmuxCommand.of("display-message", "-p", "").line()).isEqualTo("display-message -p ''");
    }

    @Test
    void aSemicolonAtTheEndOfAnArgumentIsEscaped() {
        assertThat(TmuxCommand.of("set-option", "@x", "a;b;", ";", "\\;").argv())
                .isEqualTo(List.of("set-option", "@x", "a;b\\;", "\\;", "\\\\;"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nkill-server", "\u0000", "\u001b[A", "\t", "\r", "\u007f", "\ud800", "\udc00x"})
    void controlCharactersAndBrokenTextAreRefused(String word) {
        assertThatThrownBy(() -> TmuxCommand.of("rename-session", "-t", "$0", "--", word))
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID));
        assertThatThrownBy(() -> TmuxCommand.of(word)).isInstanceOf(TmuxBridgeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refresh-client -A %5:off",
                "refresh-client -A%5:off",
                "refresh-client -B w:@*:x",
                "refresh-client -Bw:@*:x",
                "refresh-client -lB w:@*:x",
                "refresh-client -f no-output",
                "refresh-client -f !no-output",
                "refresh-client -fno-output,pause-after=5",
                "refresh-client -F no-output",
                "set-option -g window-size manual",
                "set-option -wg window-size manual",
                "set-option -gw window-size manual",
                "set-option -w -g window-size manual",
                "set-option -g -t @1 window-size manual",
                "set-option -g window-siz manual",
                "set-option window-size manual",
                "set-window-option -g window-size manual",
                "respawn-pane -k -t %5",
                "respawn-pane -t %5",
                "respawn-window -k -t @5",
                "resize-window -t @5 -x 80 -y 24"
            })
    void commandsThatKillOrWedgeAServerAreRefused(String words) {
        assertThatThrownBy(() -> words(words))
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID))
                .hasMessageContaining("never sends");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set -g window-size manual",
                "setw -g window-size manual",
                "refresh -A %5:off",
                "refresh-c -A %5:off",
                "resizew -x 10",
                "respawnp -k",
                "if-shell true kill-server",
                "run-shell -C kill-server",
                "source-file x",
                "set-hook -g x y",
                "bind-key x kill-server",
                "command-prompt x",
                "confirm-before x",
                "attach-session -t $1",
                "switch-client -t $1",
                "kill-server;",
                "no-such-command",
                "send-keys -t %5 Enter",
                "send-keys Enter"
            })
    void whatCouldHideThemIsRefused(String words) {
        assertThatThrownBy(() -> words(words))
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refresh-client -A %5:pause",
                "refresh-client -A %5:continue",
                "refresh-client -f pause-after=5",
                "refresh-client -C 80x24",
                "set-option -w -t @1 window-size manual",
                "set-option -g window-size latest",
                "set-option -t $1 @window-size manual",
                "send-keys -t %5 -H 0d",
                "send-keys -t %5 -X cancel",
                "send-keys -R -t %5",
                "kill-pane -t %5"
            })
    void harmlessRelativesPass(String words) {
        assertThatCode(() -> words(words)).doesNotThrowAnyException();
    }

    @Test
    void idsAreIdsAndNothingElse() {
        assertThat(TmuxText.id("$3")).isEqualTo("$3");
        assertThat(TmuxText.paneId("%12")).isEqualTo("%12");
        for (String bad : List.of("", "$", "3", "=$1:", "$1:", "%1.0", "@1 ", "$1\n", "work", "$-1")) {
            assertThatThrownBy(() -> TmuxText.id(bad)).isInstanceOf(TmuxBridgeException.class);
        }
        assertThatThrownBy(() -> TmuxText.paneId("$1")).isInstanceOf(TmuxBridgeException.class);
    }
}
