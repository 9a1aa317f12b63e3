package io.tmuxbridge.core.tmux;

import java.util.List;

/**
 * What tmux answered to one line.
 *
 * @param ok false when a command failed, or when the client closed before an answer came
 * @param bodies what the commands printed, one element for each command that succeeded: the bytes as tmux wrote them,
 *     lines joined by {@code \n} without the last one
 * @param error tmux's words for what failed, or why there is no answer; empty when ok
 * @param interleaved whether output or a {@code %pause} of any pane, or a block that is not ours (a hook's), came
 *     between the beginning of the first command's block and the end of the last one's; it is delivered after the reply
 */
public record Reply(boolean ok, List<byte[]> bodies, String error, boolean interleaved) {

    /**
     * The reply to commands that were not answered.
     *
     * @param error why
     * @return a failure
     */
    public static Reply failure(String error) {
        return new Reply(false, List.of(), error, false);
    }
}
