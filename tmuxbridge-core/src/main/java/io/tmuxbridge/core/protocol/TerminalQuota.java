package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;

/**
 * How many terminals there may be on one connection, and on all of one caller's.
 *
 * <p><b>Threads:</b> any.
 */
final class TerminalQuota {

    private final Services services;
    private final Conversations all;

    TerminalQuota(Services services, Conversations all) {
        this.services = services;
        this.all = all;
    }

    /**
     * One more is wanted. Admins have a bound for each connection only.
     *
     * @param here how many this connection has
     * @throws TmuxBridgeException {@link ErrorCode#LIMIT} when there are enough
     */
    void require(Caller caller, int here) {
        if (here >= services.limits().maxTerminalsPerConnection()) {
            throw refused("this connection has " + here + " terminals already; disconnect one, or open another");
        }
        int most = services.quotas().terminalsPerCaller();
        if (!services.gate().seesAll(caller) && all.terminalsOf(caller) >= most) {
            throw refused(caller.name() + " has " + most + " terminals already; disconnect one");
        }
    }

    private TmuxBridgeException refused(String why) {
        services.metrics().add("terminals.refused", 1);
        return new TmuxBridgeException(ErrorCode.LIMIT, why);
    }
}
