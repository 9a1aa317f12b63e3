package io.tmuxbridge.core.drive;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.directory.SessionDirectory;
import io.tmuxbridge.core.session.Attachment;
import io.tmuxbridge.core.session.Terminals;
import io.tmuxbridge.core.session.ViewRequest;
import io.tmuxbridge.core.session.ViewerSize;
import io.tmuxbridge.core.viewer.Delivery;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/**
 * Opens panes for programs to drive.
 *
 * <p><b>Threads:</b> any.
 */
public final class Driving {

    private final Terminals terminals;
    private final DriveContext context;
    private final Function<String, Executor> matching;
    private final Executor following;

    /**
     * Creates it.
     *
     * @param terminals the terminals that are viewed
     * @param directory the sessions
     * @param metrics where to count
     * @param timer for what must happen later
     * @param work for what takes a while
     * @param matching for what the patterns of a caller, by its name, take
     * @param following for what those who follow panes do
     */
    public Driving(
            Terminals terminals,
            SessionDirectory directory,
            BridgeMetrics metrics,
            ScheduledExecutorService timer,
            Executor work,
            Function<String, Executor> matching,
            Executor following) {
        this.terminals = terminals;
        this.matching = matching;
        this.following = following;
        this.context = new DriveContext(directory, metrics, timer, work, new SecureRandom());
    }

    /**
     * Opens a pane. Blocks for some milliseconds. Whether the caller may see it was asked before.
     *
     * @param session name or id of its session
     * @param paneId the pane, absent for the active one
     * @param caller name of the one in whose name it is driven
     * @param masked whether secrets are hidden from it
     * @param permit what it may do
     * @return the pane
     * @throws io.tmuxbridge.TmuxBridgeException what {@link Terminals#view} throws
     */
    public DrivenPane open(String session, Optional<String> paneId, String caller, boolean masked, Permit permit) {
        Readers readers = new Readers(context, matching.apply(caller), following);
        Sent sent = new Sent(context.work());
        ViewRequest request = new ViewRequest(
                caller,
                "driver-" + UUID.randomUUID(),
                0,
                new ViewerSize(TerminalSize.DEFAULT, false, false),
                false,
                Delivery.FRESH,
                OptionalInt.of(0),
                Optional.empty(),
                masked);
        Attachment attachment = terminals.view(session, paneId, request, new PanePort(readers, sent));
        readers.begin(attachment);
        return new DrivenPane(context, attachment, permit, readers, sent);
    }
}
