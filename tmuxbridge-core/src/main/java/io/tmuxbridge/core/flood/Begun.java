package io.tmuxbridge.core.flood;

/** What became of {@link PanePipe#begin}. */
enum Begun {
    /** There is a pipe. */
    WELL,
    /** There is none, and one that was there before has ended. */
    ELSEWHERE,
    /** Nothing has changed: as of a pane whose program has exited, which has more to tell. */
    REFUSED
}
