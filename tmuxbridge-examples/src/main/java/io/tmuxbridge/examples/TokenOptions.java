package io.tmuxbridge.examples;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.examples.server.TokenFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The lasting token of {@code serve}, for programs. */
final class TokenOptions {

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "also lets in who has the token in this file, any number of times: for programs."
                    + " Made on first use, for this user alone")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--token-role",
            paramLabel = "ROLE",
            description = "with --token-file: viewer, operator or admin (operator)")
    private Optional<Role> role = Optional.empty();

    /**
     * These options, if they make sense together.
     *
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} otherwise
     */
    TokenOptions checked(boolean asksForTokens) {
        if (role.isPresent() && file.isEmpty()) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, "--token-role says what the token of --token-file may do, and there is none");
        }
        if (file.isPresent() && !asksForTokens) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, "--auth none asks nobody for a token: use --token-file with token or jwt");
        }
        return this;
    }

    /**
     * Knows who has the token; absent without a file.
     *
     * @throws TmuxBridgeException when the file is none to be trusted
     */
    Optional<Authenticator> authenticator() {
        return file.map(path -> TokenFile.open(path, role.orElse(Role.OPERATOR)));
    }
}
