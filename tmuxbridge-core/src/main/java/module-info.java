/**
 * The bridge itself. Only {@link io.tmuxbridge.core} is for use from outside; the other packages are the way of a byte:
 * {@code tmux} (talk to tmux), {@code terminal} (what its emulator understands), {@code replica} (what a viewer's
 * emulator shows), {@code input} (what is typed), {@code stream} (a pane's bytes and snapshots), {@code flood},
 * {@code feed} and {@code mirror} (what fills it), {@code redact} (secrets are masked), {@code viewer} (position,
 * credit, delivery), {@code session} (who views what, sizes, lifecycle), {@code drive} (programs that drive panes),
 * {@code protocol} (messages, codecs), beside them {@code access}.
 */
module io.tmuxbridge.core {
    requires transitive io.tmuxbridge.api;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;
    requires static org.jspecify;

    uses io.tmuxbridge.pty.PtyProvider;

    exports io.tmuxbridge.core;
}
