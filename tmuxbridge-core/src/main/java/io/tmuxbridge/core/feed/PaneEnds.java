package io.tmuxbridge.core.feed;

import io.tmuxbridge.core.flood.FloodRoad;
import io.tmuxbridge.core.flood.FloodScreens;
import io.tmuxbridge.core.flood.LastScreen;
import io.tmuxbridge.core.flood.LastWords;
import io.tmuxbridge.core.pipe.PipedOutput;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.stream.PaneKeeping;
import io.tmuxbridge.core.stream.Pauses;
import io.tmuxbridge.core.tmux.ControlClient;
import java.util.function.Consumer;

/**
 * How what a pane printed last is read to its end, whichever way it comes, before anybody hears that the pane or its
 * client has ended.
 *
 * <p><b>Threads:</b> the reader's.
 */
final class PaneEnds implements PaneLooks.Ends {

    private final PaneKeeping keeping;
    private final FloodRoad road;
    private final FloodScreens screens;
    private final LastWords lastWords;
    private final Pauses pauses;
    private final FeedEvents events;
    private final LastScreen lastScreen;
    private final PipedOutput.Sink rest;
    private volatile boolean over;

    PaneEnds(
            PaneKeeping keeping,
            FloodRoad road,
            FloodScreens screens,
            LastWords lastWords,
            Pauses pauses,
            FeedEvents events,
            LastScreen lastScreen,
            PipedOutput.Sink rest) {
        this.keeping = keeping;
        this.road = road;
        this.screens = screens;
        this.lastWords = lastWords;
        this.pauses = pauses;
        this.events = events;
        this.lastScreen = lastScreen;
        this.rest = rest;
    }

    @Override
    public boolean isTaken() {
        return road.isTaken();
    }

    @Override
    public void gone() {
        road.afterRest(events::lookedBad);
    }

    @Override
    public void dead(ControlClient by) {
        // Where screens stand for it, its last one first, and one that is paused goes on from a screen: the next look
        // finds it dead again.
        boolean shown = screens.leave();
        if (over) {
            events.dead();
        } else if (!shown && !pauses.paused() && keeping.keeps(by)) {
            lastScreen.take(by, () -> finish(by));
        }
    }

    private void finish(ControlClient by) {
        keeping.ending();
        events.event(new PaneEvent.Dying());
        if (!road.finish(by, events::dying, this::finished)) {
            lastWords.finish(by, events::dying, rest, this::finished);
        }
    }

    private void finished() {
        over = true;
        lastScreen.show();
        events.advanced();
        events.dead();
    }

    @Override
    public void alive(ControlClient by) {
        if (road.isTaken()) {
            road.looked();
            return;
        }
        boolean keeps = keeping.keeps(by);
        if (!pauses.paused() && !road.pauses()) {
            lastWords.seen();
            if (keeps) {
                lastWords.looked(by);
            }
        }
    }

    /**
     * The client has ended.
     *
     * @param goesOn whether another one goes on from the pipe
     * @param lost told whether nothing is missing
     */
    void closed(boolean goesOn, Consumer<Boolean> lost) {
        boolean drains = road.isTaken();
        if (drains) {
            // Nobody else is to use the stream before the pipe has been read.
            events.dying();
            road.closed();
        }
        if (!goesOn) {
            lastWords.close();
        }
        lost.accept(goesOn || over);
        if (drains) {
            events.drained();
        }
    }
}
