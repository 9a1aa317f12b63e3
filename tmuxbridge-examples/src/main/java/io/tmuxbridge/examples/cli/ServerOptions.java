package io.tmuxbridge.examples.cli;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.examples.RuntimeFile;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that name a running server, and where one is looked for without them: {@code TMUXBRIDGE_URL} and
 * {@code TMUXBRIDGE_TOKEN}, then the file that {@code serve} leaves.
 */
final class ServerOptions {

    @Option(names = "--url", paramLabel = "URL", description = "a running server, http(s) or ws(s)")
    private @Nullable String url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "token to sign in with; others on this machine can read it, TMUXBRIDGE_TOKEN they cannot")
    private @Nullable String token;

    /** The server that was named on the command line, if one was. */
    Optional<ServerAddress> given(Map<String, String> environment) {
        return Optional.ofNullable(url).map(given -> ServerAddress.parse(given, token(environment)));
    }

    /** The server that was named, on the command line or in the environment, if one was. */
    Optional<ServerAddress> named(Map<String, String> environment) {
        return given(environment)
                .or(() -> Optional.ofNullable(environment.get("TMUXBRIDGE_URL"))
                        .filter(text -> !text.isEmpty())
                        .map(named -> ServerAddress.parse(named, token(environment))));
    }

    /** Whether the command line has a token. */
    boolean hasToken() {
        return token != null;
    }

    /** The server that was named or can be found. */
    ServerAddress orFound(Map<String, String> environment) {
        RuntimeFile file = RuntimeFile.of(environment);
        return named(environment)
                .or(() -> file.read().map(found -> address(found, file)))
                .orElseThrow(() -> new TmuxBridgeException(
                        ErrorCode.UNAVAILABLE,
                        "no server of this user is running, none is announced in " + file.places()
                                + ": start one with 'tmuxbridge serve', or name one with --url"));
    }

    private ServerAddress address(RuntimeFile.Server found, RuntimeFile file) {
        ServerAddress address = ServerAddress.parse(found.url().toString(), Optional.ofNullable(token))
                .with(found.certificate());
        return token != null || found.token().isEmpty() ? address : address.with(() -> tokenOfNow(found, file));
    }

    /**
     * The token of whoever is announced at the same address now. It fails while nobody is: one who has started there
     * and is not announced yet would refuse the token of the one before, for good.
     */
    private static String tokenOfNow(RuntimeFile.Server found, RuntimeFile file) {
        return file.read(found.url())
                .map(RuntimeFile.Server::token)
                .orElseThrow(() -> new TmuxBridgeException(
                        ErrorCode.UNAVAILABLE, "no server of this user is announced for " + found.url()));
    }

    private Optional<String> token(Map<String, String> environment) {
        return Optional.ofNullable(token).or(() -> Optional.ofNullable(environment.get("TMUXBRIDGE_TOKEN")));
    }
}
