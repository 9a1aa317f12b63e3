package io.tmuxbridge.core.flood;

import io.tmuxbridge.core.pipe.PipeReader;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.stream.PaneCommands;
import io.tmuxbridge.core.stream.StreamContext;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import io.tmuxbridge.core.tmux.TmuxCommand;
import org.jspecify.annotations.Nullable;

/**
 * The way of a pane's output while it floods: through its pipe, with the pane paused on its control client, because
 * that costs tmux a third (docs/architecture.md). Nothing is skipped, and no viewer notices. {@link FloodEntrance} is
 * the way there, {@link FloodReturn} the way back. Captures stand at their place only while the client tells, so for
 * each the pane comes back first; after a while of flood it goes over again. A pane that prints faster than anybody
 * draws goes on to {@link FloodScreens}, when all its viewers may skip. Not taken: a pane that others pipe, and one of
 * the bridge's own whose program is not a shell and may end at any moment ({@link LastWords}).
 *
 * <p><b>Threads:</b> the reader's, but for {@link #leave}: any. The stream of a taken pane is the pipe's reader's.
 */
public final class FloodRoad {

    private final StreamContext context;
    private final PaneAddress address;
    private final PanePipe pipe;
    private final LastWords lastWords;
    private final FloodPort port;
    private final PipeRelease release;
    private final FloodEntrance entrance;
    private final FloodCourse course;
    private final FloodOutrun outrun;
    private final FloodRest rest;
    private final FloodWayBack wayBack = new FloodWayBack();
    private volatile @Nullable ControlClient client;
    private volatile @Nullable PipeReader reader;

    /** Nothing is taken yet. */
    public FloodRoad(StreamContext context, PaneAddress address, PanePipe pipe, LastWords lastWords, FloodPort port) {
        this.context = context;
        this.address = address;
        this.pipe = pipe;
        this.lastWords = lastWords;
        this.port = port;
        this.release = new PipeRelease(context, pipe, lastWords, port);
        this.entrance = new FloodEntrance(context, address, pipe, port, this::taken);
        this.course = new FloodCourse(context.floods().screens(), context::after);
        this.outrun = new FloodOutrun(lastWords, port, this::over);
        this.rest = new FloodRest(context, address, port);
    }

    /** A client came: what it reads is followed from now on. */
    public void attached(ControlClient attached) {
        client = attached;
    }

    /** Whether the pane is paused, or will be in a moment, because it comes through the pipe. */
    public boolean pauses() {
        return entrance.isPausing() || isTaken();
    }

    /** Whether the client does not tell the stream: what it answers has no place in it. */
    public boolean isTaken() {
        return reader != null;
    }

    /** Whether more may come through the pipe, even when the pane is gone. */
    public boolean hasRest() {
        return isTaken() && !rest.isOver();
    }

    /** The client told something of the pane; whether that was taken here and does not belong to the stream. */
    public boolean told(byte[] buffer, int offset, int length) {
        ControlClient by = client;
        boolean taken = isTaken();
        if (taken && !wayBack.told(buffer, offset, length)) {
            port.holdBack();
        } else if (!taken && by != null && !lastWords.areFinishing()) {
            entrance.printed(by, length);
        }
        return taken;
    }

    private boolean taken() {
        course.begins();
        if (!take()) {
            return false;
        }
        context.metrics().add("stream.floods", 1);
        if (port.isBusy()) {
            leave();
        }
        return true;
    }

    /** The pane comes through its pipe from here on, flood or not, unless there is none. */
    public boolean take() {
        PipeReader next = pipe.read(this::piped, this::ended);
        if (next != null) {
            reader = next;
            pipe.goOn(next);
        }
        return next != null;
    }

    private void piped(byte[] buffer, int offset, int length) {
        wayBack.piped(buffer, offset, length);
        port.printed(buffer, offset, length);
        if (course.isTooFast(length) && port.mayOutrun()) {
            outrun();
        }
        if (port.isHeldBack()) {
            // tmux stops reading a program only for a client that is told of it and does not read.
            whenStaying(PaneCommands.go(address.pane()));
            port.holdBack();
            whenStaying(PaneCommands.pause(address.pane()));
            course.heldBack();
        } else if (course.isBehind(length) && !port.mayOutrun()) {
            leave();
        }
    }

    private synchronized void outrun() {
        ControlClient by = client;
        PipeReader from = reader;
        if (by != null && from != null && !wayBack.isUnderWay() && !outrun.isUnderWay()) {
            outrun.begin(by, from);
        }
    }

    private synchronized void whenStaying(TmuxCommand command) {
        ControlClient by = client;
        if (by != null && !wayBack.isUnderWay()) {
            by.send(command, reply -> {});
        }
    }

    /** Somebody wants a capture, or the flood is over: the client is to tell the stream again. */
    public void leave() {
        ControlClient by;
        synchronized (this) {
            by = client;
            PipeReader from = reader;
            boolean ending = rest.isAwaited() || outrun.isUnderWay();
            if (from == null || by == null || wayBack.isUnderWay() || ending) {
                return;
            }
            if (course.putsOff(port.isHeldBack(), this::leave)) {
                return;
            }
            wayBack.begins(new FloodReturn(context, pipe, release, by, from, wayBack.overlap(), port, this::back));
        }
        by.send(PaneCommands.go(address.pane()), wayBack::asked);
    }

    private void back(FloodReturn.Outcome outcome) {
        if (outcome == FloodReturn.Outcome.STAYS) {
            stay();
            return;
        }
        over();
        if (outcome != FloodReturn.Outcome.WHOLE && !port.mayOutrun()) {
            entrance.refuse();
        }
        if (outcome == FloodReturn.Outcome.LOST) {
            context.metrics().add("stream.floods.lost-place", 1);
            port.lostPlace();
        }
        port.turned();
    }

    /** The pipe goes on; what the client still tells is in it as well. By the next way back it is less far behind. */
    private void stay() {
        context.metrics().add("stream.floods.stayed", 1);
        wayBack.over();
        whenStaying(PaneCommands.pause(address.pane()));
        leave();
    }

    private synchronized void over() {
        wayBack.floodEnds();
        reader = null;
        entrance.over();
    }

    /** The pipe has ended. When nobody here did that, the pane has ended, or somebody has piped it elsewhere. */
    private void ended() {
        ControlClient by = client;
        if (!rest.ended() && !outrun.isUnderWay() && isTaken() && by != null && !wayBack.isListening()) {
            by.send(PaneCommands.go(address.pane()), reply -> {}); // well even where there is no such pane
            by.send(pipe.ask(), this::takenAway);
        }
    }

    private void takenAway(Reply reply) {
        if (isTaken() && !wayBack.isListening()) {
            pipe.over();
            if (PaneState.isThere(reply)) {
                back(FloodReturn.Outcome.LOST);
            } else {
                over();
            }
        }
    }

    /** The pane is well: a flood that has ebbed is over. Called about twice a second, on the reader's thread. */
    public void looked() {
        PipeReader current = reader;
        if (current != null && course.isCalm(current.bytes())) {
            leave();
        }
    }

    /** The pane is gone, or seems so: what it printed last is read before anybody hears of that. */
    public void afterRest(Runnable then) {
        wayBack.over();
        rest.after(reader, then);
    }

    /** The program has ended: ends the pane for good and reads what is left; whether there was a pipe for that. */
    public boolean finish(ControlClient by, Runnable begins, Runnable done) {
        wayBack.over();
        return rest.finish(reader, by, begins, done);
    }

    /** The client has ended, perhaps because the pane has: reads what there is, for a moment, and no more. */
    public void closed() {
        PipeReader last = reader;
        wayBack.over();
        client = null;
        if (last != null) {
            rest.drain(last);
            over();
        }
    }

    /** The client has ended, and the next one may go on from the pipe. */
    public void handOver() {
        PipeReader last = reader;
        if (last != null && lastWords.areNeeded() && !rest.isAwaited() && !outrun.isUnderWay()) {
            wayBack.over();
            last.silence();
            over();
            pipe.former().begins(last, 0);
        }
    }
}
