package io.tmuxbridge.core.feed;

import io.tmuxbridge.core.stream.CaptureWants;
import io.tmuxbridge.core.stream.PaneCommands;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.stream.PaneStream;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import java.nio.charset.StandardCharsets;

/**
 * What tmux says of a pane when it is asked, twice a second and on signs ({@link PaneCommands#look}): what tmux tells
 * nobody by itself is found out here.
 *
 * <p><b>Threads:</b> the reader's.
 */
final class PaneLooks {

    /** Of {@link PaneCommands#look}. */
    private static final int WORDS = 8;

    private final PaneStream stream;
    private final FeedEvents events;
    private final CaptureWants wants;
    private final LayoutWatch layout;
    private final VerifyingCapture verifying;
    private final Runnable capture;
    private final Ends ends;
    private int inModeKnown = -1;

    /** How the pane is. */
    interface Ends {

        /** Whether the stream belongs to another thread just now. */
        boolean isTaken();

        /** It does not answer. */
        void gone();

        /** Its program has ended. */
        void dead(ControlClient by);

        /** It is well. */
        void alive(ControlClient by);
    }

    PaneLooks(
            PaneStream stream,
            FeedEvents events,
            CaptureWants wants,
            LayoutWatch layout,
            VerifyingCapture verifying,
            Runnable capture,
            Ends ends) {
        this.stream = stream;
        this.events = events;
        this.wants = wants;
        this.layout = layout;
        this.verifying = verifying;
        this.capture = capture;
        this.ends = ends;
    }

    void looked(ControlClient by, Reply reply) {
        if (!reply.ok()) {
            if (by.isOpen()) {
                ends.gone();
            }
            return;
        }
        if (!ends.isTaken()) {
            stream.expire(System.nanoTime());
        }
        String[] told = new String(reply.bodies().get(0), StandardCharsets.US_ASCII)
                .trim()
                .split(" ");
        if (told.length < WORDS) {
            // display-message does not fail for want of its target.
            ends.gone();
            return;
        }
        boolean dead = told[0].equals("1");
        if (layout.mayHaveLeft(told[6], told[7]) && !dead) {
            events.lookedBad();
            return;
        }
        verifying.noticed(told[3]);
        mode(!told[1].equals("0"));
        if (layout.otherProcess(told[2])) {
            wants.wantBarrier(false);
            capture.run();
        }
        events.event(new PaneEvent.SessionSeen(told[5]));
        if (dead) {
            ends.dead(by);
        } else {
            ends.alive(by);
        }
        // Behind the end: what a dead pane shows nobody may be shown before its rest was read, and with each look there
        // would be another capture that its last screen waits for.
        if (!told[4].equals(stream.size().toString())) {
            wants.want(0);
            capture.run();
        }
    }

    private void mode(boolean in) {
        int now = in ? 1 : 0;
        if (now != inModeKnown) {
            boolean first = inModeKnown < 0;
            inModeKnown = now;
            events.mode(in, first);
        }
    }
}
