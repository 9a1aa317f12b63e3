package io.tmuxbridge.jwt;

/** Why a token was refused; for the log, never for who sent it. */
final class RefusedTokenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RefusedTokenException(String why) {
        super(why, null, false, false);
    }
}
