package io.tmuxbridge.core.session;

import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.redact.Lens;
import io.tmuxbridge.core.redact.Redactor;
import io.tmuxbridge.core.stream.Feed;
import io.tmuxbridge.core.stream.PaneEnd;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.stream.Watchers;
import io.tmuxbridge.core.viewer.Delivery;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the viewers of one pane have in common: the feed is told what they need, and all of them are told when they have
 * to go on from a new snapshot, those included who come back later to a place before it.
 *
 * <p><b>Threads:</b> any.
 */
final class Audience {

    private final Feed feed;
    private final List<Attachment> attachments;
    private final Stragglers stragglers;
    private final LastTold told = new LastTold(this::tell);
    private volatile @Nullable Snapshot correction;
    private volatile boolean gapAtTheEnd;
    private volatile @Nullable PaneEnd end;

    /** The list is the caller's, who changes it. Who wants each byte is waited for so long, each for itself. */
    Audience(Feed feed, List<Attachment> attachments, Duration hold) {
        this.feed = feed;
        this.attachments = attachments;
        this.stragglers = new Stragglers(hold, System::nanoTime);
    }

    /**
     * Somebody is about to come. Screens were captured without what is above them, as long as nobody needed that to
     * mask them.
     */
    void expects(ViewRequest request, ViewerPort port) {
        if (!isDrawn(request, port) || request.masked()) {
            feed.wantBytes();
        }
    }

    /** One of them looks through another lens from now on. */
    void looks(Attachment attachment, Lens through) {
        feed.wantBytes();
        attachment.viewer().lookThrough(through);
        changed();
    }

    /** Whether screens can stand for bytes that come faster than anybody draws. */
    private static boolean isDrawn(ViewRequest request, ViewerPort port) {
        return request.delivery() == Delivery.FRESH && port.draws();
    }

    /** Somebody came or went: the feed is told who there are, and all of them how many. */
    void changed() {
        told.changed();
    }

    private void tell() {
        int count = attachments.size();
        int history = attachments.stream()
                .mapToInt(each -> each.viewer().history())
                .max()
                .orElse(0);
        boolean maySkip = attachments.stream().allMatch(each -> each.viewer().delivery() == Delivery.FRESH);
        boolean masked =
                attachments.stream().anyMatch(each -> each.viewer().lens().masks());
        boolean drawOnly = count > 0 && attachments.stream().allMatch(each -> isDrawn(each.request(), each.port()));
        feed.watchedBy(new Watchers(count, history, maySkip, drawOnly, masked ? Redactor.CONTEXT_LINES : 0));
        attachments.forEach(each -> each.port().viewers(count));
    }

    /** Whether all of them want each byte and one of them is further behind than this, and worth waiting for. */
    boolean isOverrun(long bytes) {
        // At each piece of output, of which a flood has a million: nothing is made while nobody is behind.
        boolean behind = false;
        for (Attachment each : attachments) {
            if (each.viewer().delivery() != Delivery.LOSSLESS) {
                return stragglers.none();
            }
            behind |= each.viewer().lag() > bytes;
        }
        return behind ? stragglers.isWorthWaiting(furtherBehindThan(bytes), places()) : stragglers.none();
    }

    /** Where each stands who has something to read. */
    private Map<Attachment, Long> places() {
        long head = feed.log().head();
        Map<Attachment, Long> places = new HashMap<>();
        for (Attachment each : attachments) {
            long lag = each.viewer().lag();
            if (lag > 0) {
                places.put(each, head - lag);
            }
        }
        return places;
    }

    private List<Attachment> furtherBehindThan(long bytes) {
        return attachments.stream().filter(each -> each.viewer().lag() > bytes).toList();
    }

    /** Whether one of them skips when it has to, and is so far behind that this may be soon. */
    boolean mayHaveToSkip() {
        long bytes = feed.log().room() / 8;
        return attachments.stream()
                .map(Attachment::viewer)
                .anyMatch(viewer -> viewer.delivery() == Delivery.FRESH && viewer.lag() > bytes);
    }

    /** All go on from this snapshot. */
    void corrected(Snapshot snapshot) {
        correction = snapshot;
        attachments.forEach(each -> {
            each.viewer().correct(snapshot);
            each.port().corrected(snapshot);
        });
    }

    /** All are told of an event, each as it may see it; of a gap with the end, so that nobody comes between the two. */
    void happened(PaneEvent event) {
        if (event instanceof PaneEvent.Gap) {
            gapAtTheEnd = true;
        } else {
            attachments.forEach(each -> each.port().event(each.viewer().lens().show(event)));
        }
    }

    /** It is over, for all who are there. */
    void ended(PaneEnd why) {
        end = why;
        attachments.forEach(each -> tellEnd(each.port()));
    }

    boolean isOver() {
        return end != null;
    }

    /** Whether it is over, and a client has nothing left to be told which has come to this position. */
    boolean hasToldAll(long position) {
        return isOver() && !gapAtTheEnd && feed.log().head() <= position;
    }

    /** If it is over, one is told how it ended: who was there, or who comes then. */
    void tellEnd(ViewerPort port) {
        PaneEnd why = end;
        if (why != null) {
            if (gapAtTheEnd) {
                port.event(new PaneEvent.Gap());
            }
            port.ended(why);
        }
    }

    /** To be called for each newcomer once it is among the attachments, so that it misses no correction. */
    void joinedBy(Attachment attachment) {
        Snapshot last = correction;
        if (last != null) {
            attachment.viewer().correct(last);
        }
        changed();
    }
}
