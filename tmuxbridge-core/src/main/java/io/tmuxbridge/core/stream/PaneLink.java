package io.tmuxbridge.core.stream;

import io.tmuxbridge.core.terminal.Capture;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.ControlListener;
import io.tmuxbridge.core.tmux.Notification;
import io.tmuxbridge.core.tmux.Reply;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One control client that follows one pane, from its start to its end.
 *
 * <p>Every other pane is paused on it, because a reply stands at its exact place in the output only while one pane is
 * active. A capture during which another pane printed, or during which tmux paused this one or moved the client to
 * another session, which ends it, proves nothing about the position and is taken again.
 *
 * <p><b>Threads:</b> the {@link ControlListener} methods and all replies run on the client's reader thread;
 * {@link #capture} and {@link #tick} may be called from any thread.
 */
final class PaneLink implements ControlListener {

    private static final Logger LOG = LoggerFactory.getLogger(PaneLink.class);

    /** A hook of the user's on these very commands comes between them every time: then that is no sign of anything. */
    private static final int MAX_INTERLEAVED = 20;

    private final PaneFeed feed;
    private final FeedEvents events;
    private final HoldBack holding;
    private final PaneCommands commands;
    private final StreamContext context;
    private final PaneAddress address;
    private final PaneStream stream;
    private final CaptureWants wants;
    private final Pauses pauses;
    private final LayoutWatch layout;
    private final LastWords lastWords;
    private final PaneKeeping keeping;
    private final StreamPort port;
    private final FloodScreens screens;
    private final FloodRoad road;
    private final PaneEnds ends;
    private final PaneLooks looks;
    private final HandOver handOver;
    private final AtomicInteger disturbances;
    private final VerifyingCapture verifying;
    private int inARow;
    private volatile @Nullable ControlClient client;

    PaneLink(
            PaneFeed feed,
            FeedEvents events,
            HoldBack holding,
            StreamContext context,
            PaneAddress address,
            PaneStream stream,
            CaptureWants wants,
            PaneCustody custody) {
        this.feed = feed;
        this.events = events;
        this.holding = holding;
        this.commands = new PaneCommands(address);
        this.context = context;
        this.address = address;
        this.stream = stream;
        this.wants = wants;
        this.layout = new LayoutWatch(address);
        PanePipe pipe = custody.pipe();
        this.disturbances = pipe.disturbances();
        this.pauses = new Pauses(context, address, stream, wants, disturbances::incrementAndGet, this::interrupted);
        this.lastWords = new LastWords(context, address, pipe, this::tick);
        this.screens = new FloodScreens(context, stream, wants, pauses, holding, events, this::capture);
        this.port = new StreamPort(stream, events, wants, pauses, holding, disturbances, screens, this::capture);
        this.road = new FloodRoad(context, address, pipe, lastWords, port);
        this.verifying = new VerifyingCapture(commands, stream, disturbances::get, lastWords::isAheadOf);
        LastScreen last = new LastScreen(commands, stream, wants, () -> road.isTaken() || events.mayHaveToSkip());
        this.keeping = new PaneKeeping(context.tmux(), address, custody.hold());
        this.handOver = new HandOver(custody.isWhole(), keeping, lastWords, road, port);
        this.ends = new PaneEnds(keeping, road, screens, lastWords, pauses, events, last, this::printed);
        this.looks = new PaneLooks(stream, events, wants, layout, verifying, this::capture, ends);
    }

    /** The client is attached; sets it up. Called once, before anything else, on the thread that attached. */
    void attached(ControlClient attached, List<Integer> otherPanes) {
        pauses.attached(attached, otherPanes);
        road.attached(attached);
        handOver.begin(attached);
        client = attached; // Not before: what is asked while a hand-over is due has no place in the stream.
        events.event(new PaneEvent.LayoutMayHaveChanged(""));
    }

    /** Sends the next capture that is wanted, unless one is under way. */
    void capture() {
        ControlClient to = client;
        if (to == null) {
            return;
        }
        if (road.pauses()) {
            road.leave();
            return;
        }
        wants.next().ifPresent(request -> {
            int before = disturbances.get();
            List<TmuxCommand> line = commands.capture(request);
            to.query(line, reply -> captured(request, before, reply));
        });
    }

    /**
     * Asks tmux how the pane is; the reply also proves that tmux lives, and un-sticks replies that hang
     * (architecture.md).
     */
    void tick() {
        ControlClient to = client;
        if (to != null && PaneCommands.mayAsk(to)) {
            to.send(commands.look(), reply -> looks.looked(to, reply));
            screens.next();
            if (!road.pauses() && !screens.isOn()) {
                verifying.sendIfDue(to);
            }
        }
    }

    /** Somebody has typed. */
    void typed() {
        screens.leave();
    }

    /** Others watch than before. */
    void watched() {
        screens.watched();
    }

    @Override
    public void output(int pane, byte[] buffer, int offset, int length, long ageMillis) {
        if (pane != address.pane()) {
            disturbances.incrementAndGet();
            pauses.other(pane);
            return;
        }
        if (handOver.isDue() || road.told(buffer, offset, length)) {
            return;
        }
        lastWords.told(length);
        printed(buffer, offset, length);
        if (holding.maySkip()) {
            pauses.printed(ageMillis);
        }
    }

    private void printed(byte[] buffer, int offset, int length) {
        port.printed(buffer, offset, length);
        if (!holding.maySkip()) {
            holding.holdBack();
        }
    }

    /** Output was skipped. */
    private void interrupted() {
        Optional.ofNullable(client).ifPresent(lastWords::lost);
        capture();
    }

    @Override
    public void notification(Notification notification) {
        layout.event(notification).ifPresent(events::event);
        if (notification instanceof Notification.Paused pause && pause.pane() == address.pane()) {
            disturbances.incrementAndGet();
            if (!road.pauses()) {
                pauses.told();
            }
        } else if (notification instanceof Notification.PaneModeChanged change && change.pane() == address.pane()) {
            events.modeMayHaveChanged();
            tick();
        } else if (notification instanceof Notification.LayoutChanged change) {
            layoutChanged(change);
        } else if (notification instanceof Notification.WindowClosed
                || notification instanceof Notification.WindowPaneChanged) {
            tick();
        } else if (notification instanceof Notification.SessionRenamed renamed
                && renamed.sessionId().equals(address.sessionId())) {
            events.event(new PaneEvent.SessionRenamed(renamed.name()));
        } else if (notification instanceof Notification.SessionChanged) {
            disturbances.incrementAndGet();
        }
    }

    @Override
    public void closed(String reason) {
        // What is wanted from now on is for the next link to ask.
        client = null;
        screens.closed();
        ends.closed(handOver.end(), whole -> feed.linkLost(this, whole, reason));
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
            capture();
            return;
        }
        inARow = 0;
        if (lastWords.isAheadOf(commands.dead(reply, request.history()))) {
            wants.done();
            return;
        }
        Capture capture = commands.captured(reply, request.history());
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
        capture();
    }

    private void layoutChanged(Notification.LayoutChanged change) {
        if (layout.resizes(change, stream.size())) {
            wants.want(0);
            capture();
        }
        tick();
    }

    /** How the pane comes while it floods. */
    FloodRoad road() {
        return road;
    }
}
