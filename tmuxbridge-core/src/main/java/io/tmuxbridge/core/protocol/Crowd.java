package io.tmuxbridge.core.protocol;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.transport.Handshake;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections together: finds those of a caller, has all of them hear of something, and counts them against
 * what there may be, in all, of an address, of a caller.
 *
 * <p>Whoever asks says how many are coming that are not open yet: none when the connection asked for is among the open
 * ones, one when there is only a handshake so far. Several handshakes at once may each be told that there is room for
 * one; the connection is counted again when it is open.
 *
 * <p><b>Threads:</b> any.
 */
final class Crowd {

    private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);

    private final Set<Conversation> open;
    private final BridgeLimits limits;
    private final Quotas quotas;

    Crowd(Set<Conversation> open, BridgeLimits limits, Quotas quotas) {
        this.open = open;
        this.limits = limits;
        this.quotas = quotas;
    }

    /** Has each of them hear of something; one that fails keeps it from no other. */
    void each(Consumer<Conversation> news) {
        for (Conversation conversation : open) {
            try {
                news.accept(conversation);
            } catch (RuntimeException | Error e) {
                LOG.error("a connection could not be told of something", e);
            }
        }
    }

    /** Those of a caller. */
    Stream<Conversation> of(String caller) {
        return open.stream()
                .filter(each -> each.caller()
                        .filter(other -> other.name().equals(caller))
                        .isPresent());
    }

    /** Whether there are too many in all, or from the handshake's address. */
    boolean isFullFor(Handshake handshake, int coming) {
        return open.size() + coming > limits.maxConnections() || tooManyFrom(handshake.remoteAddress(), coming);
    }

    private boolean tooManyFrom(String address, int coming) {
        return !address.equals(Handshake.UNKNOWN_ADDRESS)
                && open.stream().filter(each -> each.address().equals(address)).count() + coming
                        > quotas.connectionsPerAddress();
    }

    /** Whether a caller has more connections than it may. */
    boolean tooManyOf(Caller caller, int coming) {
        return of(caller.name()).count() + coming > quotas.connectionsPerCaller();
    }
}
