package io.tmuxbridge.servlet.http;

/** A POST that does not hold what it should. */
final class MalformedBatchException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedBatchException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
