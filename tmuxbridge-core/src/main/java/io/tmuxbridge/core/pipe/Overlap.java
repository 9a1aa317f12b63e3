package io.tmuxbridge.core.pipe;

import java.util.OptionalInt;

/**
 * Where in a pipe its control client began to tell the same bytes: the first of them are looked for in what came
 * through the pipe, and from there both are counted.
 *
 * <p>The place counts only when there is just one that it can be: in text that repeats itself there are many, and then
 * nobody can know. The pipe may be behind by more than one repetition, so what came through it before is known as well.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
public final class Overlap {

    /** So many bytes are looked for. */
    static final int MARK = 4096;
    /** Text that does not repeat itself within so much is taken not to. */
    static final int SURE = 128 * 1024;
    /** The pipe waits when so much has come through it among which the place may be, for only some more is kept. */
    static final int MOST_UNSURE = 2 << 20;

    /** What came before the client was to begin. */
    private final RecentBytes before = new RecentBytes();

    private final KeptBytes piped = new KeptBytes();
    private KeptBytes told = new KeptBytes();
    private byte[] mark = new byte[0];
    /** Up to here the mark was looked for in what came through the pipe, and is kept. */
    private long searched;
    /** The same in what was told, which begins with the mark. */
    private long searchedTold;

    private long began;
    private long place = -1;
    private boolean ambiguous;
    /** The client began no earlier in the pipe. */
    private long leastPlace;

    private boolean released;

    private boolean begun;

    /** Only the pipe brings something as yet. */
    public Overlap() {}

    /** The client is about to be asked to tell the same, perhaps again. */
    public synchronized void begin() {
        if (!begun) {
            before.addTo(piped);
        }
        begun = true;
        told = new KeptBytes();
        mark = new byte[0];
        searched = 0;
        searchedTold = 1;
        began = piped.total();
        leastPlace = began;
        place = -1;
        ambiguous = false;
        released = false;
    }

    /**
     * The client told so many bytes more.
     *
     * @param buffer where they are
     * @param offset where they begin
     * @param count how many there are
     */
    public synchronized void told(byte[] buffer, int offset, int count) {
        told.add(buffer, offset, count);
        if (mark.length == 0 && told.total() >= MARK) {
            mark = told.first(MARK);
        }
        search();
        notifyAll();
    }

    /**
     * Waits while the pipe is too far ahead of what the client has told: what would be forgotten by then may be the
     * place. Ends by {@link #told}, {@link #toldAll} or {@link #release}, and at once where the place can never be
     * known: who hears of that waits for the pipe.
     */
    public synchronized void awaitClient() {
        try {
            while (!released && !ambiguous && told.total() < SURE && piped.total() - leastPlace > MOST_UNSURE) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody waits any more. */
    public synchronized void release() {
        released = true;
        notifyAll();
    }

    /**
     * The client has told all that tmux had for it when it was asked.
     *
     * @param pipedBefore {@link #piped()} when tmux was not asked yet: what had come through the pipe by then cannot be
     *     further behind the place than what the client has told
     */
    public synchronized void toldAll(long pipedBefore) {
        leastPlace = Math.max(leastPlace, pipedBefore - told.total());
        ambiguous |= place >= 0 && place < leastPlace;
        notifyAll();
    }

    /**
     * How many bytes came through the pipe.
     *
     * @return a number of bytes
     */
    public synchronized long piped() {
        return begun ? piped.total() : before.total();
    }

    /**
     * So many bytes more came through the pipe.
     *
     * @param buffer where they are
     * @param offset where they begin
     * @param count how many there are
     */
    public synchronized void piped(byte[] buffer, int offset, int count) {
        if (begun) {
            piped.add(buffer, offset, count);
            search();
        } else {
            before.add(buffer, offset, count);
        }
    }

    /**
     * How many bytes the client told.
     *
     * @return a number of bytes
     */
    public synchronized long told() {
        return told.total();
    }

    /**
     * Whether it is known where in the pipe the client began, or that it can never be.
     *
     * @return whether more bytes change nothing any more
     */
    public synchronized boolean isDecided() {
        return ambiguous || place >= 0 && told.total() >= SURE;
    }

    /**
     * How far the pipe was behind the client when that began.
     *
     * @return how many bytes came through it before the place; 0 while unknown
     */
    public synchronized long lag() {
        return Math.max(0, place - began);
    }

    /**
     * How many of the last bytes told did not come through the pipe.
     *
     * @return a number of bytes, empty when that cannot be known; negative when more came through the pipe than was
     *     told
     */
    public synchronized OptionalInt missing() {
        long common = piped.total() - place;
        boolean sure = place >= 0 && !ambiguous && piped.agreesWithStartOf(told, common);
        return sure ? OptionalInt.of((int) (told.total() - common)) : OptionalInt.empty();
    }

    /**
     * The same when both are known to have come to the same place.
     *
     * @return 0, empty when they have not
     */
    public synchronized OptionalInt nothingMissing() {
        boolean same = piped.endsWith(told.last((int) Math.min(MARK, told.total())));
        return same ? OptionalInt.of(0) : OptionalInt.empty();
    }

    /**
     * The last bytes told.
     *
     * @param count how many, at most {@link #told}
     * @return a copy
     */
    public synchronized byte[] last(int count) {
        return told.last(count);
    }

    /** Looks on from where it has looked before; what was forgotten before it was searched may have been the place. */
    private void search() {
        if (mark.length == 0) {
            return;
        }
        ambiguous |= piped.forgotten() > Math.max(searched, leastPlace) || told.forgotten() > searchedTold;
        searched = Math.max(searched, piped.forgotten());
        for (; !ambiguous && searched + MARK <= piped.total(); searched++) {
            if (piped.matches(searched, mark)) {
                ambiguous = place >= 0 || searched < leastPlace;
                place = ambiguous ? place : searched;
            }
        }
        for (; !ambiguous && searchedTold + MARK <= told.total(); searchedTold++) {
            ambiguous = told.matches(searchedTold, mark);
        }
    }
}
