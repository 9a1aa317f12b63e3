package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.ConnectionHandler;
import io.tmuxbridge.transport.Frame;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said over one connection, from its acceptance to its end.
 *
 * <p>What never blocks (input, sizes, acknowledgements) is done at once on the transport's thread. What asks tmux and is
 * waited for (connect, JSON-RPC) goes through a {@link Lane}, in order, without holding up the former.
 *
 * <p><b>Threads:</b> the transport calls one at a time; everything else may come from any thread.
 */
final class Conversation implements ConnectionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final Connection connection;
    private final Codec codec;
    private final Services services;
    private final Conversations all;
    private final OutboundPump pump;
    private final Channels channels;
    private final Lane lane;
    private final Rpc rpc;
    private final AtomicBoolean over = new AtomicBoolean();
    private final long openedAt = System.nanoTime();
    private final SignIn signIn;

    Conversation(Connection connection, Codec codec, Services services, Conversations all) {
        this.connection = connection;
        this.codec = codec;
        this.services = services;
        this.all = all;
        this.pump = new OutboundPump(connection, codec, services.limits().outboundBytesPerConnection(), trouble());
        this.channels = new Channels(this, services, connection.handshake().sessionId());
        this.signIn = new SignIn(connection.handshake(), services.gate());
        this.lane = new Lane(services.work());
        this.rpc = new Rpc(services, connection.handshake().sessionId(), all::sessionsChanged);
    }

    /** Looks at the handshake: closes the connection at once, or lets it go on. */
    void begin() {
        signIn.begin().ifPresent(refusal -> close(refusal.code(), refusal.reason()));
    }

    @Override
    public int maxMessageBytes() {
        return services.limits().maxMessageBytes();
    }

    @Override
    public void text(String message) {
        // No UTF-16 unit becomes more than three bytes, so that only long messages need counting.
        if (message.length() * 3L > maxMessageBytes() && new Frame.Text(message).size() > maxMessageBytes()) {
            close(CloseCode.TOO_BIG, "a message may have " + maxMessageBytes() + " bytes");
            return;
        }
        receive(() -> codec.decodeText(message));
    }

    @Override
    public void binary(ByteBuffer message) {
        if (message.remaining() > maxMessageBytes()) {
            close(CloseCode.TOO_BIG, "a message may have " + maxMessageBytes() + " bytes");
            return;
        }
        receive(() -> codec.decodeBinary(message));
    }

    @Override
    public void closed(int code, String reason) {
        // Undertow reports a line that broke now and then as 1000: without a word of the client's that is no farewell.
        end(code != CloseCode.NORMAL.code() || reason.isEmpty());
    }

    private void receive(Supplier<ClientMessage> decode) {
        if (over.get()) {
            return;
        }
        try {
            handle(decode.get());
        } catch (BadMessageException e) {
            services.metrics().add("messages.bad", 1);
            pump.send(e.answer());
        } catch (TmuxBridgeException e) {
            pump.send(ServerMessage.Error.of(Optional.empty(), e));
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void handle(ClientMessage message) {
        if (message instanceof ClientMessage.Ping ping) {
            pump.send(new ServerMessage.Pong(ping.dataJson()));
        } else if (message instanceof ClientMessage.Auth auth) {
            signIn.renew(auth.token()).ifPresent(refusal -> close(refusal.code(), refusal.reason()));
        } else if (message instanceof ClientMessage.Connect connect) {
            Caller who = signIn.require();
            inLane(() -> channels.connect(connect, who));
        } else if (message instanceof ClientMessage.RpcRequest request) {
            Caller who = signIn.require();
            inLane(() -> rpc.answer(request, who).ifPresent(pump::send));
        } else {
            signIn.require();
            onTerminal(message);
        }
    }

    private void onTerminal(ClientMessage message) {
        if (!channels.handle(message)) {
            if (!lane.busy()) {
                throw new TmuxBridgeException(
                        ErrorCode.NOT_FOUND, "no such terminal is connected here: send connect first");
            }
            inLane(() -> {
                if (!channels.handle(message)) {
                    throw new TmuxBridgeException(ErrorCode.NOT_FOUND, "no such terminal is connected here");
                }
            });
        }
    }

    private void inLane(Runnable task) {
        boolean taken = lane.run(() -> {
            try {
                if (!over.get()) {
                    task.run();
                }
            } catch (TmuxBridgeException e) {
                pump.send(ServerMessage.Error.of(Optional.empty(), e));
            } catch (RuntimeException e) {
                failed(e);
            }
        });
        if (!taken) {
            throw new TmuxBridgeException(ErrorCode.LIMIT, "too many requests wait on this connection; slow down");
        }
    }

    private void failed(RuntimeException e) {
        LOG.error("a message could not be handled", e);
        pump.send(ServerMessage.Error.internal());
    }

    void send(ServerMessage message) {
        pump.send(message);
    }

    OutboundPump pump() {
        return pump;
    }

    void wake() {
        pump.wake();
    }

    void awaitEcho(Channel channel) {
        all.echoes().await(channel);
    }

    void sessionsChanged() {
        all.sessionsChanged();
    }

    void tellSessionsChanged() {
        if (signIn.done()) {
            pump.send(new ServerMessage.Event(Optional.empty(), "sessions-changed", Map.of()));
        }
    }

    void eventDropped() {
        services.metrics().add("events.dropped", 1);
    }

    void finished(Channel channel) {
        channels.remove(channel, false);
    }

    void tooSlow(Channel channel) {
        services.metrics().add("viewers.too-slow", 1);
        close(CloseCode.TOO_SLOW, "this viewer fell behind further than the log of its pane reaches");
    }

    void takenOver(Channel channel, boolean here) {
        channels.remove(channel, true);
        if (!here) {
            close(CloseCode.TAKEN_OVER, "another connection of the same clientId took over");
        }
    }

    /** Called now and then: closes the connection when it is stuck, or when nobody has signed in in time. */
    void watch(long now) {
        if (pump.sendingNanos(now) > services.limits().sendTimeout().toNanos()) {
            services.metrics().add("connections.stuck", 1);
            close(CloseCode.TOO_SLOW, "a message could not be sent in time");
        } else if (!signIn.done()
                && now - openedAt > services.limits().handshakeTime().toNanos()) {
            close(CloseCode.UNAUTHENTICATED, "nobody signed in in time");
        }
    }

    /** Closes the connection when what waits has left. */
    void closeAfterQueue(CloseCode code, String reason) {
        pump.whenEmpty(() -> close(code, reason));
    }

    void close(CloseCode code, String reason) {
        pump.close();
        connection.close(code.code(), reason);
        end(code != CloseCode.NORMAL);
    }

    private void end(boolean mayReturn) {
        if (over.compareAndSet(false, true)) {
            pump.close();
            all.gone(this);
            services.work().execute(() -> channels.removeAll(mayReturn));
        }
    }

    private OutboundPump.Trouble trouble() {
        return new OutboundPump.Trouble() {
            @Override
            public void overflow(int queuedBytes) {
                services.metrics().add("connections.overflow", 1);
                close(CloseCode.TOO_SLOW, queuedBytes + " bytes of messages wait for this connection");
            }

            @Override
            public void failed(Throwable failure) {
                LOG.debug("a frame could not be sent", failure);
                close(CloseCode.GOING_AWAY, "a message could not be sent");
            }
        };
    }
}
