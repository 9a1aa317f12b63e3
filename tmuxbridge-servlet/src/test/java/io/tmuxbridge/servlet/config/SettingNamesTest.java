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
        "tmuxbridge.tokn, tmuxbridge.token",
        "tmuxbridge.role, tmuxbridge.roles",
        "tmuxbridge.tmuxSocket, tmuxbridge.tmux-socket",
        "tmuxbridge.jwt.isuer, tmuxbridge.jwt.issuer"
    })
    void aMisspeltOneIsRefusedWithTheNearest(String wrong, String meant) {
        assertThatThrownBy(() -> SettingNames.check(List.of("other.name", "tmuxbridge.roles", wrong)))
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID))
                .hasMessage(wrong + " is no setting: did you mean " + meant + "?");
    }

    @Test
    void oneThatIsLikeNoneIsRefusedWithTheList() {
        assertThat(SettingNames.unknown("tmuxbridge.limits.max-connections"))
                .hasValueSatisfying(told -> assertThat(told).contains("tmuxbridge.enabled, ", "tmuxbridge.token-role"));
    }

    @Test
    void thoseThatAreReadAreKnownAndNoOthers(@TempDir Path directory) throws Exception {
        Path key = Files.writeString(directory.resolve("key"), "0123456789abcdef0123456789abcdef");
        Map<String, String> values =
                Map.of("tmuxbridge.http", "true", "tmuxbridge.jwt.issuer", "me", "tmuxbridge.jwt.key", key.toString());
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
