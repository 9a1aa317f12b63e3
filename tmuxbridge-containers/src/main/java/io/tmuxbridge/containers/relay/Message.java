package io.tmuxbridge.containers.relay;

import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.transport.Handshake;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What goes over the line. A <em>call</em> is made by the server and lasts until it is returned; commands that the
 * handler gives within it carry its number, and the thread that made it carries them out.
 */
public sealed interface Message extends Serializable {

    /** Number of no call. */
    int OUTSIDE = 0;

    /** The server has a new connection. */
    record Accept(int connection, int call, Shown handshake, long maxIdleTimeout) implements Message {}

    /** A text came in. */
    record TextIn(int connection, int call, String text) implements Message {}

    /** Bytes came in. */
    record BytesIn(int connection, int call, byte[] bytes) implements Message {}

    /** A sign of life came in. */
    record AliveIn(int connection, int call) implements Message {}

    /** A connection is over. */
    record Ended(int connection, int call, int code, String reason) implements Message {}

    /** A frame has left, or failed with these words. */
    record Sent(int connection, int send, @Nullable String failure) implements Message {}

    /** A command has been carried out. */
    record Done(int connection, int request, long answer) implements Message {}

    /** A call has come back, perhaps with a failure. */
    record Returned(int call, int maxMessageBytes, @Nullable String failure) implements Message {}

    /** Command: send a text, or bytes where there is none. */
    record Send(
            int connection, int call, int send, @Nullable String text, byte[] bytes) implements Message {}

    /** Command: ping; answered like a send. */
    record Ping(int connection, int call, int send) implements Message {}

    /** Command: close. */
    record Close(int connection, int call, int request, int code, String reason) implements Message {}

    /** Question: how many threads of a name are there? */
    record CountThreads(int request, String name) implements Message {}

    /** A handshake in words that can be written down. */
    record Shown(
            @Nullable String subprotocol,
            boolean offeredUnknown,
            @Nullable String sessionId,
            @Nullable String origin,
            @Nullable String host,
            boolean secure,
            String remoteAddress,
            @Nullable String bearer,
            HashMap<String, String> cookies,
            @Nullable String principal)
            implements Serializable {

        static Shown of(Handshake handshake) {
            Credentials credentials = handshake.credentials();
            return new Shown(
                    handshake.subprotocol().orElse(null),
                    handshake.offeredUnknown(),
                    handshake.sessionId().orElse(null),
                    handshake.origin().orElse(null),
                    handshake.host().orElse(null),
                    handshake.secure(),
                    handshake.remoteAddress(),
                    credentials.bearer().orElse(null),
                    new HashMap<>(credentials.cookies()),
                    credentials.principal().map(known -> known.getName()).orElse(null));
        }

        Handshake handshake() {
            return new Handshake(
                    Optional.ofNullable(subprotocol),
                    offeredUnknown,
                    Optional.ofNullable(sessionId),
                    Optional.ofNullable(origin),
                    Optional.ofNullable(host),
                    secure,
                    remoteAddress,
                    new Credentials(
                            Optional.ofNullable(bearer),
                            Map.copyOf(cookies),
                            Optional.ofNullable(principal).map(name -> () -> name)));
        }
    }
}
