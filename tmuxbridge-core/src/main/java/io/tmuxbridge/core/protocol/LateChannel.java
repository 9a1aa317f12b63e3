package io.tmuxbridge.core.protocol;

import io.tmuxbridge.core.directory.SessionLayout;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.session.SizeOwner;
import io.tmuxbridge.core.session.ViewerPort;
import io.tmuxbridge.core.stream.PaneEnd;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.viewer.InputLedger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a channel while it is being connected: what happens before the client has heard {@code connected} is kept,
 * and told after it; of what happens again and again, the last time.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class LateChannel implements ViewerPort {

    private final Conversation conversation;
    private final Map<Object, Consumer<Channel>> early = new LinkedHashMap<>();
    private volatile @Nullable Channel channel;

    LateChannel(Conversation conversation) {
        this.conversation = conversation;
    }

    /** The channel is there: it hears what was kept, what comes meanwhile included, and then everything at once. */
    void resolve(Channel value) {
        for (List<Consumer<Channel>> kept = next(value); !kept.isEmpty(); kept = next(value)) {
            kept.forEach(each -> each.accept(value));
        }
        value.wake();
    }

    private synchronized List<Consumer<Channel>> next(Channel value) {
        List<Consumer<Channel>> kept = List.copyOf(early.values());
        early.clear();
        if (kept.isEmpty()) {
            channel = value;
        }
        return kept;
    }

    /**
     * Tells it now or later.
     *
     * @param kind in the place of what waits of the same kind: a program may ring the bell a million times
     */
    private void tell(Object kind, Consumer<Channel> what) {
        Channel known = channel;
        if (known == null) {
            synchronized (this) {
                known = channel;
                if (known == null) {
                    early.remove(kind);
                    early.put(kind, what);
                    return;
                }
            }
        }
        what.accept(known);
    }

    @Override
    public void wake() {
        Channel known = channel;
        if (known != null) {
            known.wake();
        }
    }

    @Override
    public boolean draws() {
        return true;
    }

    @Override
    public void event(PaneEvent event) {
        if (event instanceof PaneEvent.SessionsChanged) {
            conversation.all().sessionsChanged();
        } else {
            tell(event.getClass(), known -> known.event(event));
        }
    }

    /** Nobody else reads here. */
    @Override
    public void corrected(Snapshot snapshot) {}

    @Override
    public void inputTaken(long seq) {
        tell("input-taken", known -> known.inputTaken(seq));
    }

    @Override
    public void inputLost(InputLedger.Lost inputs) {
        tell(inputs, known -> known.inputLost(inputs));
    }

    @Override
    public void layout(SessionLayout layout) {
        tell(layout, known -> known.layout(layout));
    }

    @Override
    public void viewers(int count) {
        tell("viewers", known -> known.tell("viewers", Map.of("count", count)));
    }

    @Override
    public void typing(String caller) {
        tell("typing", known -> known.tell("typing", Map.of("caller", caller)));
    }

    @Override
    public void sizeOwner(SizeOwner owner) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("by", owner.by().wire());
        owner.caller().ifPresent(caller -> fields.put("caller", caller));
        tell("size-owner", known -> known.tell("size-owner", fields));
    }

    @Override
    public void ended(PaneEnd why) {
        tell("ended", known -> known.ended(why));
    }

    @Override
    public void takenOver(ViewerPort newer) {
        boolean here = newer instanceof LateChannel other && other.conversation == conversation;
        tell("taken-over", known -> known.takenOver(here));
    }
}
