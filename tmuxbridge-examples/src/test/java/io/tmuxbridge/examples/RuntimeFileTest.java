package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeFileTest {

    private static final URI URL = URI.create("http://127.0.0.1:8000/");

    @TempDir
    Path directory;

    private static RuntimeFile.Server server(String token, long pid) {
        return new RuntimeFile.Server(URL, token, pid, Optional.of(Path.of("/etc/cert.pem")));
    }

    private RuntimeFile file() {
        return RuntimeFile.of(Map.of("XDG_RUNTIME_DIR", directory.toString()));
    }

    private static long own() {
        return ProcessHandle.current().pid();
    }

    @Test
    void whatIsWrittenIsRead() {
        file().write(server("secret", own()));

        assertThat(file().read()).contains(server("secret", own()));
    }

    @Test
    void onlyItsUserMayReadIt() throws Exception {
        file().write(server("secret", own()));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path(own()))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(file().path(own()).getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void aNewerServerReplacesIt() {
        file().write(server("old", own()));
        file().write(server("new", own()));

        assertThat(file().read().orElseThrow().token()).isEqualTo("new");
    }

    @Test
    void aServerThatIsGoneIsNoServer() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        file().write(server("secret", gone.pid()));

        assertThat(file().read()).isEmpty();
    }

    @Test
    void aMissingOrBrokenFileIsNoServer() throws Exception {
        assertThat(file().read()).isEmpty();

        file().write(server("secret", own()));
        Files.writeString(file().path(own()), "{");

        assertThat(file().read()).isEmpty();
    }

    @Test
    void aLinkIsNotFollowed() throws Exception {
        file().write(server("secret", own()));
        Path elsewhere = directory.resolve("elsewhere.json");
        Files.move(file().path(own()), elsewhere);
        Files.createSymbolicLink(file().path(own()), elsewhere);

        assertThat(file().read()).isEmpty();
    }

    @Test
    void aServerThatEndsLeavesTheOneBeforeIt() throws Exception {
        Process other = waiting();
        try {
            file().write(server("first", own()));
            file().write(server("second", other.pid()));
            age(own());
            assertThat(file().read().orElseThrow().token()).isEqualTo("second");

            file().delete(other.pid());
            assertThat(file().read().orElseThrow().token()).isEqualTo("first");
            file().delete(own());
            assertThat(file().path(own())).doesNotExist();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void whatAKilledServerLeftHidesNobodyAndGoesWithTheNextOne() throws Exception {
        Process killed = waiting();
        file().write(server("first", own()));
        age(own());
        file().write(server("killed", killed.pid()));
        killed.destroyForcibly().waitFor();
        assertThat(file().read().orElseThrow().token()).isEqualTo("first");

        file().write(server("next", own()));
        assertThat(file().path(killed.pid())).doesNotExist();
    }

    /** A process that ends when it is told to. */
    private static Process waiting() throws IOException {
        return new ProcessBuilder("cat").start();
    }

    /** The clock of files may not have moved on between two of them. */
    private void age(long pid) throws IOException {
        Files.setLastModifiedTime(file().path(pid), FileTime.fromMillis(1_000));
    }

    @Test
    void withoutARuntimeDirectoryItLiesInTmpUnderTheUsersNumber() {
        assertThat(RuntimeFile.of(Map.of()).path(7).toString())
                .matches("/tmp/tmuxbridge-[0-9]+/tmuxbridge/server-7\\.json");
    }

    @Test
    void theTokenIsNotInTheText() {
        assertThat(server("secret", 1).toString()).doesNotContain("secret");
    }
}
