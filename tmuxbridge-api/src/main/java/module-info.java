/**
 * What users and extenders of tmuxbridge touch.
 *
 * <p>{@link io.tmuxbridge} holds what an application uses; {@link io.tmuxbridge.transport} is for those who bring
 * another transport, {@link io.tmuxbridge.access} for those who decide who may do what, {@link io.tmuxbridge.metrics}
 * for those who watch it run, {@link io.tmuxbridge.pane} for programs that drive a pane, {@link io.tmuxbridge.pty} for those who
 * bring pseudo terminals.
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
