package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import java.util.HashMap;
import java.util.Map;

/**
 * How many terminals there may be on one connection, and on all of one caller's. To open one takes a while: who is
 * about to has a place for it, so that several at once are no more than there may be.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class TerminalQuota {

    private final Services services;
    private final Conversations all;
    /** Places of callers that are not filled yet. */
    private final Map<String, Integer> coming = new HashMap<>();

    TerminalQuota(Services services, Conversations all) {
        this.services = services;
        this.all = all;
    }

    /**
     * One more is wanted. Admins have a bound for each connection only.
     *
     * @param here how many this connection has
     * @return a place for it, to be closed whatever comes of it
     * @throws TmuxBridgeException {@link ErrorCode#LIMIT} when there are enough
     */
    synchronized Place take(Caller caller, int here) {
        if (here >= services.limits().maxTerminalsPerConnection()) {
            throw refused("this connection has " + here + " terminals already; disconnect one, or open another");
        }
        int most = services.quotas().terminalsPerCaller();
        int there = all.terminalsOf(caller) + coming.getOrDefault(caller.name(), 0);
        if (!services.gate().seesAll(caller) && there >= most) {
            throw refused(caller.name() + " has " + most + " terminals already; disconnect one");
        }
        coming.merge(caller.name(), 1, Integer::sum);
        return new Place(caller.name());
    }

    /** Whether a terminal of a caller is being opened. */
    synchronized boolean isComing(String caller) {
        return coming.containsKey(caller);
    }

    /** For a terminal that is being opened. */
    final class Place implements AutoCloseable {

        private final String caller;
        private boolean closed;

        private Place(String caller) {
            this.caller = caller;
        }

        /** The terminal is there, and with that counts itself. */
        void fill(Runnable count) {
            synchronized (TerminalQuota.this) {
                count.run();
                close();
            }
        }

        @Override
        public void close() {
            synchronized (TerminalQuota.this) {
                if (!closed) {
                    closed = true;
                    coming.computeIfPresent(caller, (name, places) -> places == 1 ? null : places - 1);
                }
            }
        }
    }

    private TmuxBridgeException refused(String why) {
        services.metrics().add("terminals.refused", 1);
        return new TmuxBridgeException(ErrorCode.LIMIT, why);
    }
}
