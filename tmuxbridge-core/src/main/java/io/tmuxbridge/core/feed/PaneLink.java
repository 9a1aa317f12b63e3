package io.tmuxbridge.core.feed;

import io.tmuxbridge.core.flood.FloodRoad;
import io.tmuxbridge.core.flood.FloodScreens;
import io.tmuxbridge.core.flood.LastScreen;
import io.tmuxbridge.core.flood.LastWords;
import io.tmuxbridge.core.flood.PanePipe;
import io.tmuxbridge.core.stream.CaptureWants;
import io.tmuxbridge.core.stream.HoldBack;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.PaneCommands;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.stream.PaneKeeping;
import io.tmuxbridge.core.stream.PaneStream;
import io.tmuxbridge.core.stream.Pauses;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.ControlListener;
import io.tmuxbridge.core.tmux.Notification;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One control client that follows one pane, from its start to its end.
 *
 * <p>Every other pane is paused on it, because a reply stands at its exact place in the output only while one pane is
 * active ({@link Captures}).
 *
 * <p><b>Threads:</b> the {@link ControlListener} methods and all replies run on the client's reader thread;
 * {@link #capture} and {@link #tick} may be called from any thread.
 */
final class PaneLink implements ControlListener {

    private final PaneFeed feed;
    private final FeedEvents events;
    private final HoldBack holding;
    private final PaneCommands commands;
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
    private final Captures captures;
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
        this.address = address;
        this.stream = stream;
        this.wants = wants;
        this.layout = new LayoutWatch(address);
        PanePipe pipe = custody.pipe();
        this.disturbances = pipe.disturbances();
        this.pauses = new Pauses(context, address, stream, wants, disturbances::incrementAndGet, this::interrupted);
        this.lastWords = new LastWords(context, address, pipe, this::tick);
        this.screens = new FloodScreens(context, stream, wants, pauses, holding, events::event, this::capture);
        this.port = new StreamPort(stream, events, wants, pauses, holding, disturbances, screens, this::capture);
        this.road = new FloodRoad(context, address, pipe, lastWords, port);
        this.verifying = new VerifyingCapture(commands, stream, disturbances::get, lastWords::isAheadOf);
        this.captures = new Captures(
                context, address, stream, wants, events, pauses, lastWords, road, screens, disturbances, this::capture);
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
        Optional.ofNullable(client).ifPresent(captures::next);
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
