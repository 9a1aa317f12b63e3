package io.tmuxbridge.core.protocol;

import io.tmuxbridge.core.codec.ServerMessage;
import io.tmuxbridge.transport.CloseCode;
import java.util.Optional;

/**
 * Looks at a conversation now and then: whether it is stuck, whether somebody has signed in in time and still may be
 * here, whether the peer is still there, and whether anybody types.
 *
 * <p><b>Threads:</b> {@link #typed} from any; the rest from the clock.
 */
final class Watch {

    private final Services services;
    private final SignIn signIn;
    private final OutboundPump pump;
    private final Pulse pulse;
    private final long openedAt = System.nanoTime();
    private volatile long typedAt = openedAt;

    Watch(Services services, SignIn signIn, OutboundPump pump, Pulse pulse) {
        this.services = services;
        this.signIn = signIn;
        this.pump = pump;
        this.pulse = pulse;
    }

    /** Somebody typed. */
    void typed() {
        typedAt = System.nanoTime();
    }

    /** Why the connection is to be closed, if it is; says so when credentials are about to end. */
    Optional<SignIn.Refusal> look(long now) {
        if (pump.sendingNanos(now) > services.limits().sendTimeout().toNanos()) {
            services.metrics().add("connections.stuck", 1);
            return refusal(CloseCode.TOO_SLOW, "a message could not be sent in time");
        }
        if (!signIn.done()) {
            if (now - openedAt <= services.limits().handshakeTime().toNanos()) {
                return Optional.empty();
            }
            services.metrics().add("connections.strangers", 1);
            if (signIn.isAsking()) {
                return refusal(CloseCode.GOING_AWAY, "who is there cannot be seen just now");
            }
            return signIn.unwelcome().or(() -> refusal(CloseCode.UNAUTHENTICATED, "nobody signed in in time"));
        }
        if (pulse.isGone(now, pump.isSending())) {
            services.metrics().add("connections.gone", 1);
            return refusal(CloseCode.GOING_AWAY, "nothing was heard of the client, not even the answer to a ping");
        }
        long idle = services.quotas().idleTime().toNanos();
        if (idle > 0 && now - typedAt > idle) {
            services.metrics().add("connections.idle", 1);
            return refusal(CloseCode.LIMIT, "nobody has typed here for too long");
        }
        signIn.warning(services.quotas().authWarning())
                .ifPresent(end -> pump.send(new ServerMessage.AuthExpiring(end.toEpochMilli())));
        return signIn.overdue(services.quotas().authGrace());
    }

    private static Optional<SignIn.Refusal> refusal(CloseCode code, String reason) {
        return Optional.of(new SignIn.Refusal(code, reason));
    }
}
