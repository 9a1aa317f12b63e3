package io.tmuxbridge.examples.cli;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.BridgeBuilder;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * Which tmux server it is about: {@code --tmux-socket}. No name may contain a slash, so what does is a path.
 *
 * <p><b>Threads:</b> one.
 */
public final class SocketOption {

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-L", "--tmux-socket"},
            paramLabel = "NAME",
            description = "tmux server, as in tmux -L NAME; what has a / in it is a path, as in tmux -S")
    private Optional<String> socket = Optional.empty();

    /**
     * Whether the command line names a tmux server.
     *
     * @return whether it does
     */
    public boolean isGiven() {
        return socket.isPresent();
    }

    /**
     * Has a bridge use it, and builds that.
     *
     * @param builder the bridge's, told everything else
     * @return the bridge
     * @throws ParameterException when it refuses the socket
     * @throws TmuxBridgeException when the bridge cannot be built for another reason
     */
    public TmuxBridge build(BridgeBuilder builder) {
        socket.filter(given -> given.contains("/")).map(Path::of).ifPresent(builder::tmuxSocketPath);
        socket.filter(given -> !given.contains("/")).ifPresent(builder::tmuxSocketName);
        try {
            return builder.build();
        } catch (TmuxBridgeException e) {
            String told = String.valueOf(e.getMessage());
            if (spec == null || socket.isEmpty() || !told.startsWith("tmuxSocket")) {
                throw e;
            }
            throw new ParameterException(
                    spec.commandLine(), told.replaceFirst("^tmuxSocket(Name|Path)", "--tmux-socket"), e);
        }
    }
}
