package io.tmuxbridge.examples.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("token");
    }

    private Path write(String text, String permissions) throws Exception {
        Files.writeString(file(), text);
        return Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(permissions));
    }

    @Test
    void theTokenIsMadeOnFirstUseForThisUserAlone() throws Exception {
        Authenticator made = TokenFile.open(file(), Role.OPERATOR);
        String token = Files.readString(file()).strip();

        assertThat(token).matches("[A-Za-z0-9_-]{43}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(made.authenticate(Credentials.bearer(token))).contains(Caller.of("program", Role.OPERATOR));
    }

    @Test
    void itWorksAnyNumberOfTimesAndWithTheNextServer() throws Exception {
        TokenFile.open(file(), Role.OPERATOR);
        String token = Files.readString(file()).strip();
        Authenticator next = TokenFile.open(file(), Role.VIEWER);

        assertThat(next.authenticate(Credentials.bearer(token))).contains(Caller.of("program", Role.VIEWER));
        assertThat(next.authenticate(Credentials.bearer(token))).isPresent();
        assertThat(next.authenticate(Credentials.bearer(token + "x"))).isEmpty();
        assertThat(next.authenticate(Credentials.bearer(""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void aFileThatOthersCanReadOrWriteIsRefused(String permissions) throws Exception {
        write(SignIn.newToken(), permissions);

        assertThatThrownBy(() -> TokenFile.open(file(), Role.OPERATOR))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessage("--token-file " + file() + " is open to other users (" + permissions + "): chmod 600 "
                        + file());
    }

    /** Only root may give files away, and only root could read one that is not its own. */
    @Test
    void aFileOfAnotherUserIsRefused() throws Exception {
        write(SignIn.newToken(), "rw-------");
        assumeTrue(Integer.valueOf(0).equals(Files.getAttribute(file(), "unix:uid")), "run by root");
        Files.setAttribute(file(), "unix:uid", 12345);

        assertThatThrownBy(() -> TokenFile.open(file(), Role.OPERATOR))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessage("--token-file " + file()
                        + " belongs to another user, who knows the token: choose a file of your own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "a token of more than one word, however long it may be"})
    void aFileWithoutAGoodTokenIsRefused(String text) throws Exception {
        write(text, "rw-------");

        assertThatThrownBy(() -> TokenFile.open(file(), Role.OPERATOR))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessage("--token-file " + file() + " holds no token, which is one word of 32 characters or more:"
                        + " remove the file, and one is made");
    }

    @Test
    void aFileThatCannotBeMadeIsToldWithItsName() {
        Path lost = directory.resolve("no/such/token");

        assertThatThrownBy(() -> TokenFile.open(lost, Role.OPERATOR))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageStartingWith("--token-file " + lost + " cannot be made: ");
    }
}
