package io.tmuxbridge.core;

/**
 * What has happened in a course by chance, each with the milliseconds since its begin, for whoever looks for the cause
 * of a failure.
 *
 * <p><b>Threads:</b> any.
 */
final class Story {

    private final long begin = System.nanoTime();
    private final StringBuffer told = new StringBuffer();

    void note(String what) {
        told.append(" " + (System.nanoTime() - begin) / 1_000_000 + " " + what + ";");
    }

    @Override
    public String toString() {
        return told.toString();
    }
}
