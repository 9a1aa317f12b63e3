package io.tmuxbridge.jakarta;

/** The path names a session in a way that is not valid percent-encoded UTF-8. */
final class MalformedPathException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedPathException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
