package io.tmuxbridge.core.stream;

import java.util.OptionalInt;

/**
 * Where in a pipe its control client began to tell the same bytes: the first of them are looked for in what came through the pipe,
 * and from there both are counted.
 *
 * <p>The place counts only when there is just one that it can be: in text that repeats itself there are many, and then nobody
 * can know.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class Overlap {

    /** So many bytes are looked for. */
    static final int MARK = 4096;

    private final KeptBytes told = new KeptBytes();
    private final KeptBytes piped = new KeptBytes();
    private byte[] mark = new byte[0];
    private int searched;
    private long place = -1;
    private boolean ambiguous;

    /** The client told so many bytes more. */
    synchronized void told(byte[] buffer, int offset, int count) {
        told.add(buffer, offset, count);
    }

    /** So many bytes more came through the pipe. */
    synchronized void piped(byte[] buffer, int offset, int count) {
        piped.add(buffer, offset, count);
    }

    /** How many bytes the client told. */
    synchronized long told() {
        return told.total();
    }

    /** How many bytes came through the pipe. */
    synchronized long piped() {
        return piped.total();
    }

    /** Whether the pipe has come to where the client began, as far as that can be known. */
    synchronized boolean meets() {
        search();
        return place >= 0;
    }

    /**
     * How many of the last bytes told did not come through the pipe, once it has ended.
     *
     * @return a number of bytes, empty when that cannot be known
     */
    synchronized OptionalInt missing() {
        if (told.total() < MARK) {
            // Next to nothing was told: the pipe had all the time to bring it as well.
            boolean same = piped.endsWith(told.last((int) told.total()));
            return same ? OptionalInt.of(0) : OptionalInt.empty();
        }
        search();
        long missing = told.total() - (piped.total() - place);
        boolean sure = place >= 0 && !ambiguous && missing >= 0 && missing <= told.kept();
        return sure ? OptionalInt.of((int) missing) : OptionalInt.empty();
    }

    /** The last bytes told. */
    synchronized byte[] last(int count) {
        return told.last(count);
    }

    /** Looks on from where it has looked before; what was forgotten meanwhile is not searched, and then nothing is sure. */
    private void search() {
        if (mark.length == 0 && told.total() >= MARK) {
            mark = told.first(MARK);
        }
        if (mark.length == 0 || piped.total() > piped.kept()) {
            ambiguous |= mark.length > 0;
            return;
        }
        for (; !ambiguous && searched + MARK <= piped.kept(); searched++) {
            if (piped.matches(searched, mark)) {
                ambiguous = place >= 0;
                place = ambiguous ? place : searched;
            }
        }
    }
}
