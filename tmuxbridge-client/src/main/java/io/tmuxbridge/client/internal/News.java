package io.tmuxbridge.client.internal;

/**
 * News without content for a listener of the application's: told one at a time, and what comes meanwhile is told once,
 * so that a listener that takes its time holds one thread and not one for each of them.
 *
 * <p><b>Threads:</b> in turns of the client; the listener is called between them.
 */
final class News {

    private final Turns turns;
    private final Promises promises;
    private final Runnable listener;
    private boolean telling;
    private boolean again;

    News(Turns turns, Promises promises, Runnable listener) {
        this.turns = turns;
        this.promises = promises;
        this.listener = listener;
    }

    void come() {
        if (telling) {
            again = true;
        } else {
            telling = true;
            promises.later(this::tell);
        }
    }

    private void tell() {
        try {
            listener.run();
        } finally {
            turns.run(this::told);
        }
    }

    private void told() {
        telling = false;
        if (again) {
            again = false;
            come();
        }
    }
}
