package io.tmuxbridge.core.protocol;

import io.tmuxbridge.transport.CloseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a conversation whose pump cannot go on. */
final class PumpTrouble implements OutboundPump.Trouble {

    private static final Logger LOG = LoggerFactory.getLogger(PumpTrouble.class);

    private final Conversation conversation;
    private final Services services;

    PumpTrouble(Conversation conversation, Services services) {
        this.conversation = conversation;
        this.services = services;
    }

    @Override
    public void overflow(int queuedBytes) {
        services.metrics().add("connections.overflow", 1);
        conversation.close(CloseCode.TOO_SLOW, queuedBytes + " bytes of messages wait for this connection");
    }

    @Override
    public void failed(Throwable failure) {
        LOG.debug("a frame could not be sent", failure);
        conversation.close(CloseCode.GOING_AWAY, "a message could not be sent");
    }

    @Override
    public void broken(Throwable defect) {
        LOG.error("a message could not be made; the connection is closed", defect);
        conversation.close(CloseCode.INTERNAL, "a defect of the bridge: a message could not be made; see its log");
    }
}
