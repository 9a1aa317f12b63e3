package io.tmuxbridge.access;

/**
 * Takes note of who did what.
 *
 * <p><b>Threads:</b> called from any thread, several at a time, also from transports': it must not block. What it throws is
 * logged and stops nothing.
 */
@FunctionalInterface
public interface Audit {

    /** Takes note of nothing. */
    Audit NONE = event -> {};

    /**
     * Takes note.
     *
     * @param event what happened
     */
    void record(AuditEvent event);
}
