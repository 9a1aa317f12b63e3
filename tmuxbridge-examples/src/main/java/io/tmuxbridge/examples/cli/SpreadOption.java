package io.tmuxbridge.examples.cli;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.BridgeBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * Over how many tmux servers sessions are spread: {@code --tmux-servers}.
 *
 * <p><b>Threads:</b> one.
 */
public final class SpreadOption {

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--tmux-servers",
            paramLabel = "N",
            defaultValue = "1",
            description = "tmux servers over which new sessions are spread, 25 each, for who has hundreds"
                    + " (${DEFAULT-VALUE}); the further ones are NAME-1, NAME-2 ...")
    private int servers = 1;

    /**
     * Whether there is more than the one that everybody has.
     *
     * @return whether there is
     */
    public boolean isGiven() {
        return servers > 1;
    }

    /**
     * Has a bridge use so many.
     *
     * @param builder the bridge's
     * @throws ParameterException when it refuses the number
     */
    public void set(BridgeBuilder builder) {
        try {
            builder.tmuxServers(servers);
        } catch (TmuxBridgeException e) {
            if (spec == null) {
                throw e;
            }
            throw new ParameterException(
                    spec.commandLine(), String.valueOf(e.getMessage()).replace("tmuxServers", "--tmux-servers"), e);
        }
    }
}
