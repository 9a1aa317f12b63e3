package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.core.access.Action;
import io.tmuxbridge.core.access.Leases;
import io.tmuxbridge.core.codec.ClientMessage;
import io.tmuxbridge.core.codec.ServerMessage;
import io.tmuxbridge.core.input.InputPace;
import io.tmuxbridge.core.stream.PaneAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets input through: from whoever may write, while nobody else has the lease, and as the input policy leaves it.
 *
 * <p><b>Threads:</b> any; does not block unless the policy does.
 */
final class Keyboard {

    private static final Logger LOG = LoggerFactory.getLogger(Keyboard.class);

    private final Services services;
    private final Allowance allowance;
    private final String address;
    private volatile boolean closed;

    Keyboard(Services services, Allowance allowance, String address) {
        this.services = services;
        this.allowance = allowance;
        this.address = address;
    }

    /** Nobody may type here any more, whatever still waits. */
    void close() {
        closed = true;
    }

    /** Types, or says why not; false when it was typed before and is not again. */
    boolean type(Channel channel, ClientMessage.Input input, Caller caller, Consumer<ServerMessage> answers) {
        if (closed) { // Its number is not used up: whoever signs in again types it again.
            throw refused("who typed that may not be here any more; nothing was sent");
        }
        byte[] passed;
        try {
            passed = passed(channel, input, caller);
        } catch (TmuxBridgeException refusal) {
            // The client hears why before it hears that its input is settled.
            if (channel.attachment().ledger().expects(input.seq())) {
                answers.accept(ServerMessage.Error.about(channel.terminal(), refusal));
            }
            // A numbered input that is refused is taken as an empty one: the numbers behind it would skip otherwise.
            return channel.attachment().input(input.seq(), new byte[0], InputPace.FREE);
        }
        try {
            return channel.attachment().input(input.seq(), passed, allowance.typing(caller));
        } catch (TmuxBridgeException e) {
            services.metrics().add("input.full", e.code() == ErrorCode.LIMIT ? 1 : 0);
            throw e;
        }
    }

    private byte[] passed(Channel channel, ClientMessage.Input input, Caller caller) {
        // The role says so by itself: what the session's records say of it may not have been looked at yet.
        if (!channel.writes() || !caller.role().covers(Action.WRITE.role())) {
            throw refused(
                    "terminal " + channel.terminal().channel() + " is read-only for this viewer; nothing was sent");
        }
        return passed(channel.attachment().terminal().feed().address(), input.data(), caller);
    }

    /**
     * What passes of what a caller types who may write: unless somebody else has the lease, and as the policy leaves
     * it.
     */
    byte[] passed(PaneAddress at, byte[] data, Caller caller) {
        String session = at.sessionId();
        Optional<String> holder = services.leases()
                .of(at.server(), session)
                .map(Leases.Lease::holder)
                .filter(name -> !name.equals(caller.name()));
        if (holder.isPresent()) {
            throw refused(holder.get() + " has the lease; nothing was sent");
        }
        return policed(session, data, caller).orElseThrow(() -> {
            services.metrics().add("input.refused", 1);
            note(caller, "input", Optional.of(session), false, "policy");
            return refused("the input policy refused that; nothing was sent");
        });
    }

    private Optional<byte[]> policed(String session, byte[] data, Caller caller) {
        try {
            return services.entrance().inputPolicy().apply(caller, session, data);
        } catch (RuntimeException e) {
            LOG.warn("the input policy failed on what {} typed into {}; nothing was sent", caller.name(), session, e);
            throw new TmuxBridgeException(ErrorCode.FORBIDDEN, "the input policy failed; nothing was sent", e);
        }
    }

    private static TmuxBridgeException refused(String why) {
        return new TmuxBridgeException(ErrorCode.FORBIDDEN, why);
    }

    void note(Caller caller, String action, Optional<String> session, boolean allowed, String detail) {
        services.auditor().note(Optional.of(caller), address, action, session, allowed, detail);
    }
}
