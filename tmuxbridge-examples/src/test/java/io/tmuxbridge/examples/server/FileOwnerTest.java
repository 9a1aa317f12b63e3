package io.tmuxbridge.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOwnerTest {

    @TempDir
    private Path directory;

    /** Without it, no server starts on macOS: its own directory seems to be somebody else's. */
    @Test
    void theUserIsKnownWhereThereIsNoProc() throws Exception {
        assertThat(FileOwner.ofNewFile()).isPresent().isEqualTo(FileOwner.user());
        assertThat(FileOwner.isOwn(Files.createFile(directory.resolve("own")))).isTrue();
    }
}
