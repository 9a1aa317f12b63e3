package io.tmuxbridge.jakarta.internal;

import java.util.Optional;

/**
 * The address of the peer whose request a thread is answering, from where it can be seen (a filter) to where it cannot:
 * Jakarta WebSocket shows a handshake without it, and containers read a handshake in the thread that their filters run
 * in. Where one does not, there is no address, never another one's.
 *
 * <p><b>Threads:</b> any; each sees what it has set itself.
 */
public final class PeerAddress {

    private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

    private PeerAddress() {}

    /**
     * Begins with a request; {@link #end} must follow in the same thread.
     *
     * @param address the address of its peer
     */
    public static void begin(String address) {
        CURRENT.set(bare(address));
    }

    /**
     * An address as it is compared and counted: Jetty's requests show those of IPv6 in brackets.
     *
     * @param address as a request shows it
     * @return the address without brackets
     */
    public static String bare(String address) {
        return address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
    }

    /** Ends with it. */
    public static void end() {
        CURRENT.remove();
    }

    /**
     * The peer of the request that this thread is answering.
     *
     * @return its address; empty when nobody has told
     */
    public static Optional<String> current() {
        return Optional.ofNullable(CURRENT.get());
    }
}
