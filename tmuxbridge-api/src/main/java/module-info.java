/**
 * The public API for users and extenders of tmuxbridge.
 *
 * <p>{@link io.tmuxbridge} holds what applications use. {@link io.tmuxbridge.transport} is for implementing another
 * transport, {@link io.tmuxbridge.access} for deciding who may do what, {@link io.tmuxbridge.metrics} for monitoring,
 * {@link io.tmuxbridge.pane} for programs that drive a pane, and {@link io.tmuxbridge.pty} for implementing pseudo
 * terminals.
 */
module io.tmuxbridge.api {
    requires static transitive org.jspecify;

    exports io.tmuxbridge;
    exports io.tmuxbridge.access;
    exports io.tmuxbridge.metrics;
    exports io.tmuxbridge.pane;
    exports io.tmuxbridge.pty;
    exports io.tmuxbridge.transport;
}
