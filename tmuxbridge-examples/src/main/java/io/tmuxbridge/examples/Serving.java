package io.tmuxbridge.examples;

import io.tmuxbridge.access.Audit;
import io.tmuxbridge.access.AuditEvent;
import io.tmuxbridge.examples.server.AuditFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What runs while {@code serve} does, and its end, which may come while it is only starting: then it is waited for, so
 * that nothing of what it has begun is left.
 *
 * <p><b>Threads:</b> one starts; any tells the audit, and closes.
 */
final class Serving implements AutoCloseable {

    /** After so long without a guest who was served the rehearsal goes on. */
    private static final long REST_MILLIS = 5_000;

    private final GuestWatch guests = new GuestWatch(REST_MILLIS);
    private volatile Optional<AuditFile> audit = Optional.empty();
    private Optional<RunningServer> server = Optional.empty();
    private Optional<Rehearsal> rehearsal = Optional.empty();

    /** What has to know of the bridge's guests. */
    GuestWatch guests() {
        return guests;
    }

    /** An audit that is written to its end. */
    synchronized Audit audit(Path file) {
        AuditFile opened = AuditFile.open(file);
        audit = Optional.of(opened);
        return opened;
    }

    /** Tells that audit, where there is one, of what was refused before the bridge knows of it. */
    void record(AuditEvent event) {
        audit.ifPresent(file -> file.record(event));
    }

    /** Starts a server, which ends with the process from the beginning of its start. */
    synchronized RunningServer start(Supplier<RunningServer> starting) {
        ProcessEnd end = ProcessEnd.closeWithProcess(this);
        try {
            RunningServer started = starting.get();
            server = Optional.of(started);
            return started;
        } catch (RuntimeException e) {
            end.forget(); // or the process would exit as if all were well
            audit.ifPresent(AuditFile::close);
            throw e;
        }
    }

    /** Begins the rehearsal. */
    synchronized void rehearse(Path tmux) {
        Rehearsal begun = new Rehearsal(tmux, Rehearsal.Length.FULL, guests);
        rehearsal = Optional.of(begun);
        begun.begin();
    }

    /** The rehearsal's own tmux server takes its time to end: it does so while the rest is closed. */
    @Override
    public void close() throws InterruptedException {
        guests.end();
        closeServer();
        if (begun().isPresent()) {
            begun().get().end();
        }
    }

    private synchronized void closeServer() {
        try {
            server.ifPresent(RunningServer::close);
        } finally {
            audit.ifPresent(AuditFile::close); // the last that is told of it is how the server ended
        }
    }

    private synchronized Optional<Rehearsal> begun() {
        return rehearsal;
    }
}
