package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.TmuxBridgeException;
import java.nio.charset.StandardCharsets;
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

    /** So that the JVM can write all words of command lines; nobody chose that for what runs in the sessions. */
    @Test
    void panesInheritTheLocaleThatWasThereBeforeTheScriptChoseOneOfUtf8() {
        Map<String, String> environment = new HashMap<>(Map.of("LC_ALL", "C.UTF-8", "TMUXBRIDGE_LC_ALL", "C"));
        TmuxProcess.clean(environment);
        assertThat(environment).containsExactly(Map.entry("LC_ALL", "C"));
        environment.putAll(Map.of("LC_ALL", "C.UTF-8", "TMUXBRIDGE_LC_ALL", ""));
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

    /**
     * The bug: in the locale C a session "café" became "caf?", and a command had a wildcard in the place of its umlaut.
     */
    @Test
    void aWordThatTheLocaleCannotWriteIsRefused() {
        List<String> line = List.of("tmux", "new-session", "-s", "caf\u00e9");
        TmuxProcess.check(line, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> TmuxProcess.check(line, StandardCharsets.US_ASCII))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContaining("caf\u00e9")
                .hasMessageContaining("LC_ALL=C.UTF-8");
    }
}
