package io.tmuxbridge.jakarta.internal;

/** The path names a session in a way that is not valid percent-encoded UTF-8. */
public final class MalformedPathException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message words for the client
     */
    public MalformedPathException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
