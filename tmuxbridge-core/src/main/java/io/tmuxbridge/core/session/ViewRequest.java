package io.tmuxbridge.core.session;

import io.tmuxbridge.core.viewer.Delivery;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What somebody asks for who wants to view a terminal.
 *
 * @param caller name of who asks
 * @param clientId name the client keeps across reconnects
 * @param attempt count of its connects, 0 when it does not count
 * @param size size of the viewer, and what it is the size of
 * @param writes whether it wants to type, and to have a say in the size
 * @param delivery what happens when it falls behind
 * @param history lines of history it wants in snapshots, absent for the default
 * @param resume where its stream stands
 * @param masked whether secrets are hidden from it
 */
public record ViewRequest(
        String caller,
        String clientId,
        long attempt,
        ViewerSize size,
        boolean writes,
        Delivery delivery,
        OptionalInt history,
        Optional<ResumePoint> resume,
        boolean masked) {

    /**
     * Only a client that comes from another life of the stream counts from 1 again: in this one a number means one
     * input.
     */
    boolean comesFromElsewhere(String epoch) {
        return resume.filter(point -> !point.epoch().equals(epoch)).isPresent();
    }

    /** The same with another point to go on from. */
    ViewRequest withResume(Optional<ResumePoint> other) {
        return new ViewRequest(caller, clientId, attempt, size, writes, delivery, history, other, masked);
    }

    /**
     * A point of a stream.
     *
     * @param epoch life of the stream
     * @param offset position up to which the client has everything
     */
    public record ResumePoint(String epoch, long offset) {}
}
