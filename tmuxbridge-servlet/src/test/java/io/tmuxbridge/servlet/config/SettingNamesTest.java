package io.tmuxbridge.servlet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A setting whose name was misspelt used to be as if it were not there. */
class SettingNamesTest {

    @ParameterizedTest
    @CsvSource({
        "tmuxbridge.access.tokn, tmuxbridge.access.token",
        "tmuxbridge.access.role, tmuxbridge.access.roles",
        "tmuxbridge.tmux.socketName, tmuxbridge.tmux.socket-name",
        "tmuxbridge.access.jwt.isuer, tmuxbridge.access.jwt.issuer",
        "tmuxbridge.token, tmuxbridge.access.token"
    })
    void aMisspeltOneIsRefusedWithTheNearest(String wrong, String meant) {
        assertThatThrownBy(() -> SettingNames.check(List.of("other.name", "tmuxbridge.access.roles", wrong)))
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID))
                .hasMessage(wrong + " is no setting: did you mean " + meant + "?");
    }

    @Test
    void oneThatIsLikeNoneIsRefusedWithWhereToLook() {
        assertThat(SettingNames.unknown("tmuxbridge.colours.of-everything"))
                .contains("tmuxbridge.colours.of-everything is no setting: remove it, or use one of the table in"
                        + " docs/embedding.md");
    }

    @Test
    void thoseThatAreReadAreKnownAndNoOthers(@TempDir Path directory) throws Exception {
        Path key = Files.writeString(directory.resolve("key"), "0123456789abcdef0123456789abcdef");
        Map<String, String> values = Map.of(
                "tmuxbridge.http",
                "true",
                "tmuxbridge.access.jwt.issuer",
                "me",
                "tmuxbridge.access.jwt.key",
                key.toString());
        Set<String> asked = new TreeSet<>();
        SettingsSource source = name -> {
            asked.add(name);
            return Optional.ofNullable(values.get(name));
        };
        BridgeSettings.isEnabled(source);
        BridgeSettings.wantsPage(source);
        BridgeSettings settings = BridgeSettings.read(source);
        settings.refusesByStatus();
        settings.builder();
        settings.http();
        assertThat(SettingNames.ALL).containsExactlyInAnyOrderElementsOf(asked);
    }
}
