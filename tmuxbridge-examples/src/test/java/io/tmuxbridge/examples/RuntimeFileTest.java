package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeFileTest {

    private static final URI URL = URI.create("http://127.0.0.1:8000/");

    @TempDir
    Path directory;

    private RuntimeFile file() {
        return RuntimeFile.of(Map.of("XDG_RUNTIME_DIR", directory.toString()));
    }

    private static long own() {
        return ProcessHandle.current().pid();
    }

    @Test
    void whatIsWrittenIsRead() {
        file().write(URL, "secret", own());

        assertThat(file().read()).contains(new RuntimeFile.Server(URL, "secret", own()));
    }

    @Test
    void onlyItsUserMayReadIt() throws Exception {
        file().write(URL, "secret", own());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(file().path().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void aNewerServerReplacesIt() {
        file().write(URL, "old", own());
        file().write(URL, "new", own());

        assertThat(file().read().orElseThrow().token()).isEqualTo("new");
    }

    @Test
    void aServerThatIsGoneIsNoServer() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        file().write(URL, "secret", gone.pid());

        assertThat(file().read()).isEmpty();
    }

    @Test
    void aMissingOrBrokenFileIsNoServer() throws Exception {
        assertThat(file().read()).isEmpty();

        file().write(URL, "secret", own());
        Files.writeString(file().path(), "{");

        assertThat(file().read()).isEmpty();
    }

    @Test
    void aLinkIsNotFollowed() throws Exception {
        file().write(URL, "secret", own());
        Path elsewhere = directory.resolve("elsewhere.json");
        Files.move(file().path(), elsewhere);
        Files.createSymbolicLink(file().path(), elsewhere);

        assertThat(file().read()).isEmpty();
    }

    @Test
    void onlyTheServerItIsAboutRemovesIt() {
        file().write(URL, "secret", own());

        file().delete(own() + 1);
        assertThat(file().read()).isPresent();
        file().delete(own());
        assertThat(file().path()).doesNotExist();
    }

    @Test
    void withoutARuntimeDirectoryItLiesInTmpUnderTheUsersNumber() {
        assertThat(RuntimeFile.of(Map.of()).path().toString())
                .matches("/tmp/tmuxbridge-[0-9]+/tmuxbridge/server\\.json");
    }

    @Test
    void theTokenIsNotInTheText() {
        assertThat(new RuntimeFile.Server(URL, "secret", 1).toString()).doesNotContain("secret");
    }
}
