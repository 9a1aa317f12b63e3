package io.tmuxbridge.core.feed;

import io.tmuxbridge.core.flood.FloodRoad;
import io.tmuxbridge.core.flood.FloodScreens;
import io.tmuxbridge.core.flood.LastWords;
import io.tmuxbridge.core.stream.CaptureWants;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.PaneCommands;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.stream.PaneStream;
import io.tmuxbridge.core.stream.Pauses;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.terminal.Capture;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Captures of a pane that stand at their exact place in what its control client tells. One during which another pane
 * printed, or during which tmux paused this one or moved the client to another session, proves nothing about the
 * position and is taken again.
 *
 * <p><b>Threads:</b> {@link #next} may be called by any; replies run on the client's reader thread.
 */
public final class Captures {

    private static final Logger LOG = LoggerFactory.getLogger(Captures.class);

    /** A hook of the user's on these very commands comes between them every time: then that is no sign of anything. */
    private static final int MAX_INTERLEAVED = 20;

    private final StreamContext context;
    private final PaneAddress address;
    private final PaneCommands commands;
    private final PaneStream stream;
    private final CaptureWants wants;
    private final FeedEvents events;
    private final Pauses pauses;
    private final LastWords lastWords;
    private final FloodRoad road;
    private final FloodScreens screens;
    private final AtomicInteger disturbances;
    private final Runnable again;
    private int inARow;

    /** Takes none yet; {@code disturbances} grows whenever something comes between, {@code again} asks for the next. */
    Captures(
            StreamContext context,
            PaneAddress address,
            PaneStream stream,
            CaptureWants wants,
            FeedEvents events,
            Pauses pauses,
            LastWords lastWords,
            FloodRoad road,
            FloodScreens screens,
            AtomicInteger disturbances,
            Runnable again) {
        this.context = context;
        this.address = address;
        this.commands = new PaneCommands(address);
        this.stream = stream;
        this.wants = wants;
        this.events = events;
        this.pauses = pauses;
        this.lastWords = lastWords;
        this.road = road;
        this.screens = screens;
        this.disturbances = disturbances;
        this.again = again;
    }

    /** Has the client take the next one that is wanted, unless one is under way; first the flood has to come back. */
    void next(ControlClient by) {
        if (road.pauses()) {
            road.leave();
            return;
        }
        wants.next().ifPresent(request -> {
            int before = disturbances.get();
            by.query(commands.capture(request), reply -> captured(request, before, reply));
        });
    }

    private void captured(CaptureWants.Request request, int before, Reply reply) {
        if (!reply.ok()) {
            wants.again(request);
            LOG.debug("capture of {} failed: {}", address.paneId(), reply.error());
            events.lookedBad();
            return;
        }
        if (request.resume()) {
            pauses.resumed();
        }
        if (before != disturbances.get() || road.isTaken() || reply.interleaved() && ++inARow < MAX_INTERLEAVED) {
            context.metrics().add("stream.captures.repeated", 1);
            wants.again(request);
            again.run();
            return;
        }
        inARow = 0;
        if (lastWords.isAheadOf(commands.dead(reply, request.history()))) {
            wants.done();
            return;
        }
        took(request, commands.captured(reply, request.history()));
        again.run();
    }

    private void took(CaptureWants.Request request, Capture capture) {
        boolean resized = stream.captured(capture, request);
        wants.done();
        if (request.screen()) {
            screens.captured(capture);
        }
        if (resized) {
            events.event(new PaneEvent.Resized(stream.size()));
        } else if (request.correction()) {
            stream.latest().ifPresent(taken -> events.corrected(taken.snapshot()));
        }
        events.advanced();
    }
}
