package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.testkit.TmuxServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A socket that tmux cannot make used to be taken, and the first session failed with an index out of bounds. */
class SocketPlaceTest {

    @TempDir
    Path directory;

    private static BridgeBuilder builder() {
        return BridgeBuilder.create().tmuxBinary(Path.of(TmuxServer.binary()));
    }

    private static void refused(BridgeBuilder builder, String... words) {
        assertThatThrownBy(() -> builder.build().close())
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID))
                .hasMessageContainingAll(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h1/x", "", ".", ".."})
    void aNameThatIsNoFileIsRefused(String name) {
        refused(builder().tmuxSocketName(name), "tmuxSocketName", '"' + name + '"', "tmuxSocketPath");
    }

    @Test
    void aPathInADirectoryThatIsMissingIsRefused() {
        Path missing = directory.resolve("missing");
        refused(builder().tmuxSocketPath(missing.resolve("socket")), "tmuxSocketPath", missing.toString(), "mkdir");
    }

    @Test
    void aDirectoryIsNoSocket() {
        refused(builder().tmuxSocketPath(directory), "tmuxSocketPath", directory.toString(), "is a directory");
    }

    @Test
    void aPathThatIsTooLongForASocketIsRefused() {
        refused(builder().tmuxSocketPath(directory.resolve("x".repeat(120))), "tmuxSocketPath", "107 bytes");
    }

    @Test
    void whatTmuxSaysIsToldWhenItCannotMakeItsSocket() throws IOException {
        Path place = Files.createDirectory(directory.resolve("place"));
        try (TmuxBridge bridge =
                builder().tmuxSocketPath(place.resolve("socket")).build()) {
            Files.delete(place);
            SessionSpec spec = SessionSpec.builder().build();
            assertThatThrownBy(() -> bridge.sessions().create(spec))
                    .isInstanceOfSatisfying(
                            TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                    .hasMessageContainingAll("error creating", place.toString());
        }
    }
}
