package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids that tell their server: what is translated on the way to tmux, and above all what is not. */
class ServerIdsTest {

    private final ServerIds ids = ServerIds.of(7);

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 89", "9, 1", "10, 10", "100, 0", "101, 1", "4711, 42", "9999999, 72"})
    void anIdComesBackAsItWasAndTellsItsServer(int own, int server) {
        ServerIds of = ServerIds.of(server);
        String known = of.known("%" + own);
        assertThat(of.own(known)).isEqualTo("%" + own);
        assertThat(known).isEqualTo("%" + of.known(own));
        assertThat(ServerIds.serverOf(known)).hasValue(server);
        assertThat(ServerIds.serverOf(known + ":")).hasValue(server);
        assertThat(ServerIds.serverOf(known + ":" + of.known("@3"))).hasValue(server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%",
                "%3",
                "%10",
                "%003",
                "3",
                "a",
                "%a",
                "=name",
                "%12345678901",
                "%103x",
                "%10 3",
                "$-10",
                "$103:x"
            })
    void whatIsNoIdOfSeveralServersTellsNone(String id) {
        assertThat(ServerIds.serverOf(id)).isEqualTo(OptionalInt.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kill-pane -t %173 | kill-pane -t '%3'",
                "new-window -d -t $1712: | new-window -d -t '$12:'",
                "select-window -t $1712:@1742 | select-window -t '$12:@42'",
                "refresh-client -A %173:pause | refresh-client -A '%3:pause'",
                "refresh-client -C @1742:80x24 | refresh-client -C '@42:80x24'",
                "refresh-client -f !ignore-size -C 1712x1724 | refresh-client -f '!ignore-size' -C 1712x1724",
                "list-panes -a -F #{session_id} | list-panes -a -F '#{s/^(.)/\\117/:session_id}'",
                "display-message -p -t %173 #{pane_id} | display-message -p -t '%3' '#{s/^(.)/\\117/:pane_id}'",
            })
    void targetsAreTmuxsOwnAndWhatIsPrintedIsNot(String said, String sent) {
        assertThat(ids.own(command(said)).line()).isEqualTo(sent);
        assertThat(ServerIds.ONLY.own(command(said)).argv()).containsExactly(said.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new-session -d -s $1712 -- echo -t %173 -F #{pane_id}",
                "split-window -e A=%173 -- sh -c #{pane_id}",
                "set-option -- @tmuxbridge-owner #{pane_id}",
                "new-window -n ##{pane_id} -- cat",
                "send-keys -l -- -t %173",
                "list-panes -a -F ##{pane_id}",
                "list-panes -a -F ####{session_id}",
                "list-panes -a -F #{window_layout}",
                "capture-pane -p -S -1712",
            })
    void textOfUsersAndOfProgramsIsNotTouched(String said) {
        assertThat(ids.own(command(said)).argv()).containsExactly(said.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "b25d,80x24,0,0,3 | b25d,80x24,0,0,173",
                "1f51,80x24,0,0{40x24,0,0,1,39x24,41,0,12} | 1f51,80x24,0,0{40x24,0,0,171,39x24,41,0,1712}",
                "1f51,80x24,0,0[80x12,0,0,1,80x11,0,13{40x11,0,13,2,39x11,41,13,3}] |"
                        + " 1f51,80x24,0,0[80x12,0,0,171,80x11,0,13{40x11,0,13,172,39x11,41,13,173}]",
                "1f51,80x24,0,0{40x24,0,0,1,39x24,41,0,2}<20x5,-3,1,3> |"
                        + " 1f51,80x24,0,0{40x24,0,0,171,39x24,41,0,172}<20x5,-3,1,173>",
            })
    void panesInALayoutHaveTheNumbersOfTheirIds(String own, String known) {
        assertThat(ids.knownLayout(own)).isEqualTo(known);
        assertThat(ServerIds.ONLY.knownLayout(own)).isEqualTo(own);
    }

    @Test
    void whatTmuxRefusesIsNamedAsItWasAskedFor() {
        assertThat(ids.knownError("can't find pane: %3")).isEqualTo("can't find pane: %173");
        assertThat(ids.knownError("duplicate session: 3")).isEqualTo("duplicate session: 3");
    }

    @Test
    void thereAreNinetyServersAtMost() {
        assertThatThrownBy(() -> ServerIds.of(90)).hasMessageContaining("90");
        assertThatThrownBy(() -> ServerIds.of(-1)).hasMessageContaining("-1");
    }

    private static TmuxCommand command(String words) {
        String[] all = words.split(" ");
        return TmuxCommand.of(all[0], Arrays.copyOfRange(all, 1, all.length));
    }
}
