package io.tmuxbridge.core;

import static org.awaitility.Awaitility.await;

import io.tmuxbridge.testkit.TmuxServer;

/** Somebody who runs plain {@code tmux attach} in a terminal, which is a pane of another tmux server. */
final class AttachedPerson implements AutoCloseable {

    private final TmuxServer terminal = TmuxServer.create();
    private final TmuxServer server;

    AttachedPerson(TmuxServer server, String session, int cols, int rows) {
        this.server = server;
        String before = clients();
        terminal.newSession(
                "person",
                cols,
                rows,
                "env",
                "-u",
                "TMUX",
                TmuxServer.binary(),
                "-L",
                server.socketName(),
                "attach",
                "-t",
                session);
        await().until(() -> !clients().equals(before));
    }

    void type(String keys) {
        terminal.tmux("send-keys", "-t", "person", "-l", keys);
    }

    void resize(int cols, int rows) {
        terminal.tmux("resize-window", "-t", "person", "-x", "" + cols, "-y", "" + rows);
    }

    /** The person's client, not those of bridges. */
    private String clients() {
        return server.tmux("list-clients", "-F", "#{client_tty}");
    }

    @Override
    public void close() {
        terminal.close();
        await().until(() -> clients().isBlank());
    }
}
