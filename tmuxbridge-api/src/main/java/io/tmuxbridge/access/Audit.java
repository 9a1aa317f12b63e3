package io.tmuxbridge.access;

/**
 * Records who did what.
 *
 * <p><b>Threads:</b> called from any thread, concurrently, including transports' threads: it must not block. Exceptions
 * it throws are logged and stop nothing.
 */
@FunctionalInterface
public interface Audit {

    /** Records nothing. */
    Audit NONE = event -> {};

    /**
     * Records an event.
     *
     * @param event what happened
     */
    void record(AuditEvent event);
}
