package io.tmuxbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionSpecTest {

    @Test
    void anEmptyDescriptionLeavesEverythingToTmux() {
        SessionSpec spec = SessionSpec.builder().build();

        assertThat(spec.name()).isEmpty();
        assertThat(spec.command()).isEmpty();
        assertThat(spec.directory()).isEmpty();
        assertThat(spec.environment()).isEmpty();
        assertThat(spec.size()).isEmpty();
    }

    @Test
    void collectsWhatItIsTold() {
        SessionSpec spec = SessionSpec.builder()
                .name("build")
                .command("make", "-j2")
                .directory(Path.of("/srv"))
                .environment(Map.of("CC", "clang"))
                .size(new TerminalSize(100, 30))
                .build();

        assertThat(spec.name()).contains("build");
        assertThat(spec.command()).containsExactly("make", "-j2");
        assertThat(spec.directory()).contains(Path.of("/srv"));
        assertThat(spec.environment()).containsExactly(Map.entry("CC", "clang"));
        assertThat(spec.size()).contains(new TerminalSize(100, 30));
    }

    @Test
    void whatTheCallerChangesLaterChangesNothing() {
        List<String> command = new ArrayList<>(List.of("top"));
        Map<String, String> environment = new HashMap<>(Map.of("A", "1"));
        SessionSpec spec =
                SessionSpec.builder().command(command).environment(environment).build();

        command.add("-d1");
        environment.put("B", "2");

        assertThat(spec.command()).containsExactly("top");
        assertThat(spec.environment()).containsOnlyKeys("A");
    }
}
