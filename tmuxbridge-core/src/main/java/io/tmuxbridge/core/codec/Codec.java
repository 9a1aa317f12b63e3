package io.tmuxbridge.core.codec;

import io.tmuxbridge.transport.Frame;
import java.nio.ByteBuffer;

/**
 * Gives messages a form and takes it away again; one per subprotocol.
 *
 * <p><b>Threads:</b> stateless; may be called from any thread.
 */
public interface Codec {

    /**
     * Reads a text message.
     *
     * @param text the whole message
     * @return the message
     * @throws io.tmuxbridge.core.codec.BadMessageException when it is none; the answer to send is in it
     */
    ClientMessage decodeText(String text);

    /**
     * Reads a binary message.
     *
     * @param bytes the whole message between position and limit; not kept
     * @return the message
     * @throws io.tmuxbridge.core.codec.BadMessageException when it is none; the answer to send is in it
     */
    ClientMessage decodeBinary(ByteBuffer bytes);

    /**
     * Writes a message.
     *
     * @param message the message
     * @return the frame to send
     */
    Frame encode(ServerMessage message);
}
