package io.tmuxbridge.core.pipe;

/**
 * What comes through a pipe that is silenced, beside what its client tells of the same: bytes that the client has told
 * are counted only, the others are kept.
 *
 * <p><b>Threads:</b> none of its own; guarded by its reader.
 */
final class Untold {

    private final KeptBytes bytes = new KeptBytes();
    private long known;
    private long readable;

    /** The client has told so many, of which some are to be left unread. */
    void told(long count, long left) {
        known = Math.max(known, count);
        readable = Math.max(readable, count - left);
    }

    /** All may be read. */
    void readAll() {
        readable = Long.MAX_VALUE;
    }

    /** How many more may be read. */
    long room() {
        return readable - bytes.total();
    }

    /** These have come. */
    void add(byte[] buffer, int offset, int length) {
        int told = (int) Math.max(0, Math.min(length, known - bytes.total()));
        if (told > 0) {
            bytes.skip(told);
        }
        bytes.add(buffer, offset + told, length - told);
    }

    /** How many have come. */
    long total() {
        return bytes.total();
    }

    /** All behind the first so many; nothing when they are not all kept any more. */
    byte[] from(long count) {
        boolean kept = count >= bytes.forgotten() && count < bytes.total();
        return kept ? bytes.last((int) (bytes.total() - count)) : new byte[0];
    }
}
