package io.tmuxbridge.examples;

import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a running server says of itself in a file, for as long as it runs: the file may be taken away under it, with the
 * runtime directory at its user's last logout, or by whoever cleans {@code /tmp} by age.
 *
 * <p><b>Threads:</b> any.
 */
final class Announcement implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    private final RuntimeFile file;
    private final RuntimeFile.Server itself;
    private boolean failed;
    private boolean over;

    private Announcement(RuntimeFile file, RuntimeFile.Server itself) {
        this.file = file;
        this.itself = itself;
    }

    /** Announces a server. Where that fails, the server runs all the same. */
    static Announcement of(RuntimeFile.Server itself, RuntimeFile file) {
        Announcement made = new Announcement(file, itself);
        made.write();
        return made;
    }

    /** Says it again if that is nowhere to be found. */
    synchronized void renew() {
        if (!over && !file.has(itself.pid())) {
            write();
        }
    }

    /** Takes it back. */
    @Override
    public synchronized void close() {
        over = true;
        try {
            file.delete(itself.pid());
        } catch (UncheckedIOException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private synchronized void write() {
        try {
            file.write(itself);
            failed = false;
        } catch (UncheckedIOException e) {
            if (!failed) { // once, not with each time that it is tried again
                LOG.warn("other commands will not find this server by themselves: {}", e.getMessage());
            }
            failed = true;
        }
    }
}
