package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TmuxProcessTest {

    /** What the launcher's script chose for its JVM would bind every program in every session. */
    @Test
    void panesInheritTheArenasOfWhoChoseThemForAllPrograms() {
        Map<String, String> environment = new HashMap<>(Map.of("MALLOC_ARENA_MAX", "2"));
        TmuxProcess.clean(environment);
        assertThat(environment).containsOnlyKeys("MALLOC_ARENA_MAX");
        environment.put("TMUXBRIDGE_OWN_ARENAS", "1");
        TmuxProcess.clean(environment);
        assertThat(environment).isEmpty();
    }

    /** A token that let anybody in stood in the environment of every session. */
    @Test
    void panesInheritNeitherATmuxAroundTheBridgeNorItsSettings() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "TMUX", "/tmp/tmux-0/default,1,0",
                "TMUX_PANE", "%0",
                "TMUXBRIDGE_ACCESS_TOKEN", "secret",
                "TMUX_TMPDIR", "/run",
                "PATH", "/bin"));
        TmuxProcess.clean(environment);
        assertThat(environment).containsOnlyKeys("TMUX_TMPDIR", "PATH");
        assertThat(TmuxProcess.builder(List.of("tmux")).environment()).doesNotContainKeys("TMUX", "TMUX_PANE");
    }
}
