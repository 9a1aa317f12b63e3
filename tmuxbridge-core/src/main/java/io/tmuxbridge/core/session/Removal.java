package io.tmuxbridge.core.session;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.mirror.MirrorFeed;
import io.tmuxbridge.core.redact.Lens;

/**
 * Moves a viewer from one terminal of its session to another, while its client notices nothing but a snapshot: its
 * epoch stays, its positions go on, its input is applied once and in order.
 *
 * <p><b>Threads:</b> one at a time for a session; blocks for some milliseconds.
 */
final class Removal {

    private final Attachment attachment;
    private final Terminal from;
    private final Terminal to;

    Removal(Attachment attachment, Terminal from, Terminal to) {
        this.attachment = attachment;
        this.from = from;
        this.to = to;
    }

    /** What is typed from now on waits there until all that was typed here has come to tmux. */
    void run() {
        if (from.feed() instanceof MirrorFeed before && to.feed() instanceof MirrorFeed after) {
            after.typing().hold();
            try {
                synchronized (attachment.ledger()) {
                    attachment.moveTo(to);
                }
                before.settleInput();
                from.release(attachment).ifPresent(client -> arrive(client, after));
            } catch (TmuxBridgeException e) {
                // tmux did not answer: it has read that in all likelihood, or reads nothing any more
                from.release(attachment).ifPresent(client -> arrive(client, after));
            } finally {
                after.typing().release();
            }
            attachment.port().wake();
            attachment.left().ifPresent(mayReturn -> to.leave(attachment, mayReturn));
        }
    }

    private void arrive(ClientRecord client, MirrorFeed after) {
        Lineage was = client.lineage(from.feed().epoch());
        long since = attachment.viewer().moveTo(after, Lens.clear(after));
        client.lineage(was.movedTo(attachment.viewer().shift(), since));
        to.adopt(attachment, client);
    }
}
