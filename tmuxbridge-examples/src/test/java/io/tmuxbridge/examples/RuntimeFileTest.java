package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeFileTest {

    private static final URI URL = URI.create("http://127.0.0.1:8000/");

    @TempDir
    Path directory;

    private static RuntimeFile.Server server(String token, long pid) {
        return new RuntimeFile.Server(
                URL,
                token,
                pid,
                Optional.of(Path.of("/etc/cert.pem")),
                Optional.of(URI.create("https://term.example.org/")));
    }

    private RuntimeFile file() {
        return RuntimeFile.in(List.of(directory));
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
    void aServerIsFoundByItsUrl() throws Exception {
        Process other = waiting();
        try {
            URI otherUrl = URI.create("http://127.0.0.1:8001/");
            file().write(server("mine", own()));
            file().write(new RuntimeFile.Server(otherUrl, "newer", other.pid(), Optional.empty(), Optional.empty()));

            assertThat(file().read(URL)).contains(server("mine", own()));
            assertThat(file().read(otherUrl).orElseThrow().token()).isEqualTo("newer");
            assertThat(file().read(URI.create("http://127.0.0.1:8002/"))).isEmpty();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aServerThatEndsLeavesTheOneBeforeIt() throws Exception {
        Process other = waiting();
        try {
            file().write(server("first", own()));
            file().write(server("second", other.pid()));
            file().write(server("first", own())); // again: the file is the newer one now, its server is not
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

    @Test
    void withoutARuntimeDirectoryItLiesInTmpUnderTheUsersNumber() {
        assertThat(RuntimeFile.of(Map.of()).path(7).toString())
                .matches("/tmp/tmuxbridge-[0-9]+/tmuxbridge/server-7\\.json");
    }

    @Test
    void whereARuntimeDirectoryIsNamedItLiesThere() {
        assertThat(RuntimeFile.of(Map.of("XDG_RUNTIME_DIR", directory.toString()))
                        .path(7))
                .isEqualTo(directory.resolve("tmuxbridge/server-7.json"));
    }

    /** A server that was started by cron, and a command of a login; or the other way round. */
    @Test
    void itIsLookedForInTheDirectoryOfALoginAndInTmpWhateverIsNamed() {
        RuntimeFile named = RuntimeFile.of(Map.of("XDG_RUNTIME_DIR", directory.toString()));
        assertThat(named.places())
                .matches(Pattern.quote(directory + "/tmuxbridge")
                        + ", /tmp/tmuxbridge-([0-9]+)/tmuxbridge, /run/user/\\1/tmuxbridge");
        assertThat(RuntimeFile.of(Map.of()).places())
                .matches("/tmp/tmuxbridge-([0-9]+)/tmuxbridge, /run/user/\\1/tmuxbridge");
    }

    @Test
    void aServerIsFoundWhereverItsFileIs() {
        RuntimeFile.in(List.of(directory.resolve("b"))).write(server("secret", own()));
        RuntimeFile both = RuntimeFile.in(List.of(directory.resolve("a"), directory.resolve("b")));

        assertThat(both.has(own())).isTrue();
        assertThat(both.read().orElseThrow().token()).isEqualTo("secret");
        both.delete(own());
        assertThat(both.has(own())).isFalse();
        assertThat(both.read()).isEmpty();
    }

    /** The first one is gone with the last logout, and its parent is not this user's to make it in. */
    @Test
    void whereTheFirstDirectoryCannotBeItLiesInTheNext() {
        Path gone = directory.resolve("gone/user");
        RuntimeFile.in(List.of(gone, directory)).write(server("secret", own()));

        assertThat(file().read().orElseThrow().token()).isEqualTo("secret");
        assertThatThrownBy(() -> RuntimeFile.in(List.of(gone)).write(server("secret", own())))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(gone.toString());
    }

    @Test
    void theTokenIsNotInTheText() {
        assertThat(server("secret", 1).toString()).doesNotContain("secret");
    }
}
