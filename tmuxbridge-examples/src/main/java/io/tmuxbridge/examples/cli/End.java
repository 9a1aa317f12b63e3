package io.tmuxbridge.examples.cli;

/**
 * How a terminal client ended.
 *
 * @param message what to tell the user, one or two lines
 * @param status exit status for the shell
 */
record End(String message, int status) {

    static End detached(Wish wish) {
        return new End("[detached (from session " + wish.sessionId() + ")]", 0);
    }

    static End noSession(Wish wish) {
        return new End("can't find session: " + wish.sessionId(), 1);
    }

    static End exited() {
        return new End("[exited]", 0);
    }

    static End refused(String message) {
        return new End(CloseMeaning.clean(message), 1);
    }

    /** The same, with how much of the input nobody can answer for. */
    End withLostInput(long bytes) {
        return bytes == 0 ? this : new End(message + "\n" + bytes + " bytes of input may not have arrived", status);
    }
}
