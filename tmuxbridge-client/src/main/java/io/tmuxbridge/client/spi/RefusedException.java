package io.tmuxbridge.client.spi;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Thrown by a {@link Connector} when the server was reached and refused to open a line, and said why. */
public final class RefusedException extends IOException {

    private static final long serialVersionUID = 1;

    private final int closeCode;

    /**
     * Creates one.
     *
     * @param closeCode the close code of the wire contract that means the same; the client does what that code asks of
     *     it: after 4401, for example, it shows a new token, or gives up
     * @param message names the server and the reason
     * @param cause what the transport threw, if it threw something
     */
    public RefusedException(int closeCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.closeCode = closeCode;
    }

    /**
     * Returns the code.
     *
     * @return the close code that means the same
     */
    public int closeCode() {
        return closeCode;
    }
}
