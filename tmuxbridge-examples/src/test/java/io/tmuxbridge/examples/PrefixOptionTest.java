package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PrefixOptionTest {

    /** The bug: with a prefix of one's own, all that ran in the sessions was a batch process as the server is. */
    @Test
    void whatTheScriptChoseForTheServerIsTakenBackWhateverThePrefix() {
        PrefixOption option = new PrefixOption();
        new CommandLine(option).parseArgs("--tmux-server-prefix", "systemd-run --scope");
        assertThat(option.words(false)).containsExactly("systemd-run", "--scope");
        assertThat(option.words(true)).containsExactly("chrt", "--other", "0", "systemd-run", "--scope");
        assertThat(new PrefixOption().words(true)).containsExactly("chrt", "--other", "0");
    }
}
