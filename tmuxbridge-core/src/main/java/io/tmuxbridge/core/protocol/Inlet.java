package io.tmuxbridge.core.protocol;

import io.tmuxbridge.access.Caller;
import io.tmuxbridge.metrics.BridgeMetrics;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Frame;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Measures what comes in before anything is read of it: each message, and how much there is of them.
 *
 * <p>Whoever has not signed in yet has a token to say and little else: its messages may be small and few only.
 *
 * <p><b>Threads:</b> one at a time, the transport's.
 */
final class Inlet {

    private static final int MAX_BEFORE_SIGN_IN = 64 * 1024;

    private final int maxMessageBytes;
    private final SignIn signIn;
    private final Meter stranger;
    private final Meter own;
    private final Allowance callers;
    private final BridgeMetrics metrics;

    /** The allowance is of callers, for all of their connections together. */
    Inlet(Services services, SignIn signIn, Allowance callers) {
        this.maxMessageBytes = services.limits().maxMessageBytes();
        this.signIn = signIn;
        this.metrics = services.metrics();
        this.stranger = new Meter(services.quotas().perStranger(), System.nanoTime());
        this.own = new Meter(services.quotas().perConnection(), System.nanoTime());
        this.callers = callers;
    }

    Optional<SignIn.Refusal> text(String message) {
        int most = most();
        // No UTF-16 unit becomes more than three bytes, so that only long messages need counting.
        boolean tooLong = message.length() * 3L > most && new Frame.Text(message).size() > most;
        return tooLong ? Optional.of(tooBig(most)) : measure(message.length());
    }

    Optional<SignIn.Refusal> binary(ByteBuffer message) {
        int most = most();
        return message.remaining() > most ? Optional.of(tooBig(most)) : measure(message.remaining());
    }

    /** Whether a message is too big for a stranger, and nobody has signed in yet, which may be happening just now. */
    boolean mayBeTooBig(int size) {
        return size > MAX_BEFORE_SIGN_IN && !signIn.done();
    }

    /** What was to be decided about such a message, now that its sender was looked at. */
    Optional<SignIn.Refusal> again(int size) {
        return size > most() ? Optional.of(tooBig(most())) : Optional.empty();
    }

    /** How many bytes a message may have now. */
    int most() {
        boolean stranger = signIn.looked() && !signIn.done();
        return stranger ? Math.min(maxMessageBytes, MAX_BEFORE_SIGN_IN) : maxMessageBytes;
    }

    private Optional<SignIn.Refusal> measure(int size) {
        long now = System.nanoTime();
        Optional<Caller> caller = signIn.caller();
        boolean enough = own.take(size, now)
                && (caller.isPresent() ? callers.take(caller.get(), size, now) : isSilentEnough(size, now));
        if (enough) {
            return Optional.empty();
        }
        metrics.add("connections.flooding", 1);
        return Optional.of(new SignIn.Refusal(CloseCode.LIMIT, "too many messages or bytes a second; slow down"));
    }

    /** Who has not been looked at yet is no stranger yet. */
    private boolean isSilentEnough(int size, long now) {
        return !signIn.looked() || stranger.take(size, now);
    }

    /** The connection has ended: a transport that counts bytes for itself says so by its code. */
    void closed(int code, boolean byUs) {
        metrics.add("messages.too-big", code == CloseCode.TOO_BIG.code() && !byUs ? 1 : 0);
    }

    private SignIn.Refusal tooBig(int most) {
        metrics.add("messages.too-big", 1);
        return new SignIn.Refusal(CloseCode.TOO_BIG, "a message may have " + most + " bytes");
    }
}
