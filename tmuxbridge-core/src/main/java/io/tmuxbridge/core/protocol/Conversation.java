package io.tmuxbridge.core.protocol;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.core.codec.BadMessageException;
import io.tmuxbridge.core.codec.ClientMessage;
import io.tmuxbridge.core.codec.Codec;
import io.tmuxbridge.core.codec.ServerMessage;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.ConnectionHandler;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said over one connection, from its acceptance to its end.
 *
 * <p>What never blocks (input, sizes, acknowledgements) is done at once on the transport's thread. What asks tmux and
 * is waited for (connect, JSON-RPC) goes through a {@link Lane}, in order, without holding up the former.
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
    private final Later later;
    private final Doubts doubts;
    private final Rpc rpc;
    private final SignIn signIn;
    private final Inlet inlet;
    private final Refusals refusals;
    private final Intake intake;
    private final Pulse pulse;
    private final Watch watch;
    private final AtomicBoolean over = new AtomicBoolean();

    Conversation(Connection connection, SignIn signIn, Codec plain, Services services, Conversations all) {
        this.connection = connection;
        this.signIn = signIn;
        this.codec = Veil.over(plain, services.redactor(), this::caller);
        this.services = services;
        this.all = all;
        this.pump = new OutboundPump(
                connection, codec, services.limits().outboundBytesPerConnection(), new PumpTrouble(this, services));
        this.channels = new Channels(this, services, connection.handshake());
        this.inlet = new Inlet(services, signIn, all.allowance());
        this.pulse = new Pulse(connection);
        this.watch = new Watch(services, signIn, pump, pulse);
        this.later = new Later(
                services,
                task -> all.fairWork().execute(signIn.who(), task),
                () -> signIn.caller().map(all.allowance()::wait).orElse(0L),
                over::get,
                this::failed);
        this.doubts = new Doubts(services, later, signIn, channels);
        this.rpc = new Rpc(services, connection.handshake(), all, signIn::require);
        this.refusals = new Refusals(channels, connection.handshake().sessionId());
        this.intake = new Intake(this, signIn, inlet, later, channels, rpc, refusals);
    }

    /**
     * Looks at the handshake: closes the connection at once, or lets it go on. Who it is, if not known yet, the lane
     * finds out.
     */
    void begin() {
        Runnable goOn = () -> enter(signIn.admit());
        signIn.atTheDoor().ifPresentOrElse(this::refuse, signIn.looked() ? goOn : () -> later.run(goOn));
    }

    @Override
    public int maxMessageBytes() {
        return inlet.most();
    }

    @Override
    public void text(String message) {
        pulse.heard();
        inlet.text(message)
                .ifPresentOrElse(this::refuse, () -> receive(() -> codec.decodeText(message), message.length()));
    }

    @Override
    public void binary(ByteBuffer message) {
        pulse.heard();
        int size = message.remaining();
        inlet.binary(message).ifPresentOrElse(this::refuse, () -> receive(() -> codec.decodeBinary(message), size));
    }

    @Override
    public void alive() {
        pulse.heard();
    }

    @Override
    public void closed(int code, String reason) {
        // Undertow reports a line that broke now and then as 1000: without a word of the client's that is no farewell.
        inlet.closed(code, over.get());
        end(code != CloseCode.NORMAL.code() || reason.isEmpty());
    }

    private void receive(Supplier<ClientMessage> decode, int size) {
        if (over.get()) {
            return;
        }
        try {
            intake.take(decode.get(), size);
        } catch (BadMessageException e) {
            services.metrics().add("messages.bad", 1);
            pump.send(refusals.of(e));
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    /**
     * Somebody is there, or the same one with other rights, and was not revoked before it could be found here; or
     * nobody.
     */
    void enter(Optional<SignIn.Refusal> refusal) {
        refusal.or(() -> signIn.overdue(services.quotas().authGrace())).ifPresent(this::refuse);
        signIn.caller()
                .filter(who -> !over.get())
                .ifPresent(who -> all.door().tooManyOf(who, 0).ifPresentOrElse(this::refuse, () -> {
                    doubts.aboutAll();
                    rpc.lookAgain();
                }));
    }

    /** Where to say that what the caller may do with a session is to be looked at again. */
    Doubts doubts() {
        return doubts;
    }

    Channels channels() {
        return channels;
    }

    Optional<Caller> caller() {
        return signIn.caller();
    }

    String address() {
        return connection.handshake().remoteAddress();
    }

    void typed() {
        watch.typed();
    }

    private void failed(Throwable e) {
        if (e instanceof TmuxBridgeException refused) {
            intake.refused(ServerMessage.Error.of(Optional.empty(), refused));
        } else {
            LOG.error("a message could not be handled", e);
            pump.send(ServerMessage.Error.internal());
            if (e instanceof Error) { // nobody knows what was half done: a new connection begins with what is true
                closeAfterQueue(CloseCode.INTERNAL, "a defect of the bridge; see its log");
            }
        }
    }

    void send(ServerMessage message) {
        pump.send(message);
    }

    OutboundPump pump() {
        return pump;
    }

    /** A pane has ended. If the connection breaks before its viewer has heard so, it comes back for the rest. */
    void finished(Channel channel) {
        channels.remove(channel, true);
    }

    void tooSlow() {
        services.metrics().add("viewers.too-slow", 1);
        close(CloseCode.TOO_SLOW, "this viewer must not skip, and the log of its pane does not go on from where it is");
    }

    Conversations all() {
        return all;
    }

    /** The new one stands for it in everything: also the lease of its caller goes on. */
    void takenOver(Channel channel, boolean here) {
        boolean there = channels.replaced(channel, true);
        if (here && there) {
            send(new ServerMessage.Disconnected(
                    channel.terminal(), "taken-over", OptionalInt.of(CloseCode.TAKEN_OVER.code())));
        } else if (!here) {
            close(CloseCode.TAKEN_OVER, "another connection of the same clientId took over");
        }
    }

    /** Called now and then. */
    void watch(long now) {
        watch.look(now).ifPresent(this::refuse);
    }

    void refuse(SignIn.Refusal refusal) {
        close(refusal.code(), refusal.reason());
    }

    void closeAfterQueue(CloseCode code, String reason) {
        pump.whenEmpty(() -> close(code, reason));
    }

    void close(CloseCode code, String reason) {
        channels.closing(code);
        // It counts no longer when its client hears of the end and comes again.
        end(code != CloseCode.NORMAL);
        connection.close(code.code(), reason);
    }

    private void end(boolean mayReturn) {
        if (over.compareAndSet(false, true)) {
            pump.close();
            all.gone(this);
            rpc.close(mayReturn);
            later.last(() -> channels.removeAll(mayReturn));
        }
    }
}
