package io.tmuxbridge.examples.cli;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.TerminalSpec;
import io.tmuxbridge.client.TmuxClient;
import java.io.IOException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tmuxbridge attach}: a terminal client over the wire, in the terminal it is run in. */
@Command(
        name = "attach",
        aliases = {"a", "attach-session"},
        description = {
            "show a session of a running server in this terminal",
            "The server is --url, else $TMUXBRIDGE_URL, else the one that 'tmuxbridge serve' runs for this user."
        })
public final class AttachCommand extends CliCommand {

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "-t", paramLabel = "SESSION", description = "name or $id; the one last active if absent")
    private @Nullable String target;

    @Option(names = "-r", description = "look on, type nothing")
    private boolean readOnly;

    @Option(names = "--detach-key", paramLabel = "KEY", defaultValue = "C-\\", description = "leaves; default C-\\")
    private String detachKey = "C-\\";

    @Override
    int run() {
        DetachKey key = DetachKey.parse(detachKey);
        ServerAddress address = server.orFound(System.getenv());
        refuseNested(address);
        End end;
        // One connection for all of it: the token may work once only.
        try (TmuxClient client = address.client().build()) {
            end = attach(client, target == null ? lastActive(client) : target, key);
        } catch (IOException e) {
            return fail(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted");
        }
        if (end.status() != 0) {
            return fail(end.message());
        }
        out().println(end.message());
        out().flush();
        return 0;
    }

    private End attach(TmuxClient client, String session, DetachKey key) throws IOException, InterruptedException {
        try (LocalTerminal terminal = LocalTerminal.open()) {
            TerminalSpec what = TerminalSpec.session(session);
            return new Attachment(readOnly ? what.lookOn() : what, client, terminal, key).run();
        }
    }

    /** A pane that shows its own session draws what it draws, for ever. Servers elsewhere do not show this pane. */
    private static void refuseNested(ServerAddress address) {
        if (!System.getenv().getOrDefault("TMUX", "").isEmpty() && address.isHere()) {
            throw new TmuxBridgeException(
                    ErrorCode.CONFLICT, "sessions should be nested with care, unset $TMUX to force");
        }
    }

    private static String lastActive(TmuxClient client) {
        return RemoteSessions.await(client.sessions().list()).stream()
                .max(Comparator.comparing(SessionInfo::activity))
                .map(SessionInfo::name)
                .orElseThrow(() -> new TmuxBridgeException(ErrorCode.NOT_FOUND, "no sessions"));
    }
}
