package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding tmux, and saying what to do when it is not as it should be. */
class TmuxProbeTest {

    @TempDir
    Path directory;

    private static Tmux probe(Path binary) {
        return Tmux.probe(
                new TmuxSettings(binary, Optional.empty(), Optional.empty()), RealTmux.THREADS, TmuxLoad.unbounded());
    }

    private Path program(String script) throws Exception {
        Path path = directory.resolve("tmux");
        Files.writeString(path, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void assertUnavailable(ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContainingAll(words);
    }

    @Test
    void theTmuxOfThisMachineIsFound() {
        try (RealTmux real = new RealTmux()) {
            assertThat(real.tmux.version().compareTo(TmuxVersion.OLDEST)).isNotNegative();
            assertThat(real.tmux.capabilities()).isEqualTo(TmuxCapability.all(real.tmux.version()));
        }
    }

    @Test
    void aMissingOneSaysWhatToInstall() {
        assertUnavailable(
                () -> probe(Path.of("tmux-that-is-not-there")),
                "tmux-that-is-not-there",
                "apt-get install tmux",
                "brew install tmux");
        assertUnavailable(() -> probe(directory.resolve("tmux")), directory.toString(), "apt-get install tmux");
    }

    @Test
    void anOldOneSaysWhatIsNeeded() throws Exception {
        Path old = program("echo tmux 2.8");
        assertUnavailable(() -> probe(old), "tmux 2.8 at " + old + " is too old: 3.2a or newer is needed");
        program("echo tmux 3.2");
        assertUnavailable(() -> probe(old), "tmux 3.2 at");
    }

    @Test
    void aNewerOneIsWelcome() throws Exception {
        assertThat(probe(program("echo tmux next-3.9")).has(TmuxCapability.PRIVATE_MODE_FORMATS))
                .isTrue();
    }

    /** The bug: the old server lived on when a newer tmux was installed, and was thought to be as the newer one. */
    @Test
    void aServerThatRunsAndIsOlderCounts() throws Exception {
        try (RealTmux real = new RealTmux()) {
            Path newer = claiming("99.9", real);
            assertThat(probe(newer, real).version()).hasToString("99.9");
            assertThat(real.tmux.run(TmuxCommand.of("new-session", "-d", "cat")).ok())
                    .isTrue();

            Tmux tmux = probe(newer, real);

            assertThat(tmux.version()).isEqualTo(real.tmux.version());
            assertThat(tmux.capabilities()).isEqualTo(real.tmux.capabilities());
        }
    }

    @Test
    void aServerThatRunsAndIsNewerDoesNot() throws Exception {
        try (RealTmux real = new RealTmux()) {
            real.tmux.run(TmuxCommand.of("new-session", "-d", "cat"));

            assertThat(probe(claiming("3.2a", real), real).version()).isEqualTo(TmuxVersion.OLDEST);
        }
    }

    @Test
    void aServerThatDoesNotSayItsVersionIsPassedOver() throws Exception {
        assertThat(probe(program("if [ \"$1\" = -V ]; then echo tmux 3.4; else echo hello; fi"))
                        .version())
                .hasToString("3.4");
    }

    /** The tmux of this machine, which says that it is of another version. */
    private Path claiming(String version, RealTmux real) throws Exception {
        return program("if [ \"$1\" = -V ]; then echo tmux " + version + "; else exec '"
                + real.settings().binary() + "' \"$@\"; fi");
    }

    private static Tmux probe(Path binary, RealTmux real) {
        return Tmux.probe(real.settings().with(binary), RealTmux.THREADS, TmuxLoad.unbounded());
    }

    @Test
    void aBrokenOneSaysHow() throws Exception {
        assertUnavailable(() -> probe(program("echo lib missing >&2; exit 127")), "lib missing", "install");
        assertUnavailable(() -> probe(program("echo hello")), "'hello'");
        Path noFormat = directory.resolve("other");
        Files.write(noFormat, new byte[] {0, 1, 2, 3});
        Files.setPosixFilePermissions(noFormat, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertUnavailable(() -> probe(noFormat), noFormat.toString());
    }

    @Test
    void aFloodOfOutputIsCutOff() throws Exception {
        assertUnavailable(() -> probe(program("exec yes")), "more than");
    }

    @Test
    void runningTellsWhatWentWrong() {
        try (RealTmux real = new RealTmux()) {
            assertThat(real.tmux.run(TmuxCommand.of("list-sessions")).noServer())
                    .isTrue();
            Tmux.Result made = real.tmux.run(
                    TmuxCommand.of("new-session", "-d", "-P", "-F", "#{session_id}", "-s", "x", "cat"),
                    TmuxCommand.of("display-message", "-p", "größe"));
            assertThat(made.ok()).isTrue();
            assertThat(made.lines()).containsExactly("$0", "größe");
            Tmux.Result failed = real.tmux.run(TmuxCommand.of("kill-session", "-t", "$7"));
            assertThat(failed.ok()).isFalse();
            assertThat(failed.noServer()).isFalse();
            assertThat(failed.error()).isEqualTo("can't find session: $7");
        }
    }
}
