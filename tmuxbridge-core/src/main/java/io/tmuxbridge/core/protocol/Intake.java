package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.codec.ClientMessage;
import io.tmuxbridge.core.codec.ServerMessage;

/**
 * Has done what the messages of a connection say: at once, or in the lane behind what may not be overtaken. Who asked
 * for what is not done is told why.
 *
 * <p><b>Threads:</b> the transport's, one at a time, and the lane's.
 */
final class Intake {

    private final Conversation conversation;
    private final SignIn signIn;
    private final Inlet inlet;
    private final Later later;
    private final Channels channels;
    private final Rpc rpc;
    private final Refusals refusals;

    Intake(
            Conversation conversation,
            SignIn signIn,
            Inlet inlet,
            Later later,
            Channels channels,
            Rpc rpc,
            Refusals refusals) {
        this.conversation = conversation;
        this.signIn = signIn;
        this.inlet = inlet;
        this.later = later;
        this.channels = channels;
        this.rpc = rpc;
        this.refusals = refusals;
    }

    /** Takes a message of so many bytes. */
    void take(ClientMessage message, int size) {
        try {
            if (inlet.mayBeTooBig(size)) {
                later.run(
                        () -> inlet.again(size).ifPresentOrElse(conversation::refuse, () -> done(message, true)), size);
            } else if (!(message instanceof ClientMessage.Ping) && (later.waits() || Later.isFor(message))
                    || !done(message, false)) {
                later.run(message, () -> done(message, true), size);
            }
        } catch (TmuxBridgeException tooMuch) {
            refused(refusals.of(message, tooMuch));
        }
    }

    /** Does what a message says, or says why not; false as {@link #handle} says. */
    private boolean done(ClientMessage message, boolean inLane) {
        try {
            return handle(message, inLane);
        } catch (TmuxBridgeException e) {
            refused(refusals.of(message, e));
            return true;
        }
    }

    /** Says so, and ends the connection of who is not to be here at all. */
    void refused(ServerMessage why) {
        conversation.send(why);
        signIn.unwelcome().ifPresent(refusal -> conversation.closeAfterQueue(refusal.code(), refusal.reason()));
    }

    /** Does what a message says; false when it is about a terminal that may be there once the lane has come so far. */
    private boolean handle(ClientMessage message, boolean inLane) {
        if (message instanceof ClientMessage.Ping ping) {
            conversation.send(new ServerMessage.Pong(ping.dataJson()));
        } else if (message instanceof ClientMessage.Auth auth) {
            conversation.enter(signIn.renew(auth.token()));
        } else if (message instanceof ClientMessage.Connect connect) {
            channels.connect(connect, signIn.require());
        } else if (message instanceof ClientMessage.RpcRequest request) {
            rpc.answer(request, signIn.require(), conversation::send);
        } else if (message instanceof ClientMessage.AboutTerminal about && !channels.handle(about, signIn.require())) {
            if (!inLane && later.busy()) {
                return false;
            }
            throw new TmuxBridgeException(
                    ErrorCode.NOT_FOUND, "no such terminal is connected here: send connect first");
        }
        return true;
    }
}
