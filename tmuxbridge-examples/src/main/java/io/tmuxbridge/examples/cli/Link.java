package io.tmuxbridge.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One connection of a terminal client: what is said over it, whether the server has answered {@code connect} on it, and
 * how long it has been silent. The client knows by it whether a connection is still the one that counts.
 *
 * <p><b>Threads:</b> the listener's methods as {@link Wire.Listener}; all others under the client's lock.
 */
final class Link implements Wire.Listener {

    private static final long PING_AFTER = TimeUnit.SECONDS.toNanos(10);
    private static final long LOST_AFTER = TimeUnit.SECONDS.toNanos(30);

    private final ObjectMapper mapper = new ObjectMapper();
    private final TerminalClient client;
    private Optional<Outgoing> out = Optional.empty();
    private boolean connected;
    private long channel;
    private long lastHeard;
    private boolean pingOut;

    Link(TerminalClient client) {
        this.client = client;
    }

    /** What to do about a connection's silence. */
    enum Silence {
        FINE,
        PING,
        LOST
    }

    void opened(Wire wire, long now) {
        out = Optional.of(new Outgoing(wire));
        alive(now);
    }

    /** What to speak through, once the wire is open. */
    Optional<Outgoing> out() {
        return out;
    }

    /** What to speak about the terminal through, while it is connected. */
    Optional<Outgoing> terminal() {
        return connected ? out : Optional.empty();
    }

    void connected(long terminal) {
        connected = true;
        channel = terminal;
        out.ifPresent(to -> to.channel(terminal));
    }

    void disconnected() {
        connected = false;
    }

    boolean isAbout(long frameChannel) {
        return connected && channel == frameChannel;
    }

    void alive(long now) {
        lastHeard = now;
        pingOut = false;
    }

    Silence silence(long now) {
        if (out.isPresent() && now - lastHeard > LOST_AFTER) {
            return Silence.LOST;
        }
        boolean ask = out.isPresent() && now - lastHeard > PING_AFTER && !pingOut;
        pingOut |= ask;
        return ask ? Silence.PING : Silence.FINE;
    }

    @Override
    public void text(String message) {
        JsonNode json;
        try {
            json = mapper.readTree(message);
        } catch (JsonProcessingException e) {
            client.closed(this, 1002, "a message is not JSON");
            return;
        }
        client.heard(this, json);
    }

    @Override
    public void binary(ByteBuffer message) {
        if (message.remaining() >= Outgoing.HEADER) {
            client.output(this, message);
        }
    }

    @Override
    public void closed(int code, String reason) {
        client.closed(this, code, reason);
    }
}
