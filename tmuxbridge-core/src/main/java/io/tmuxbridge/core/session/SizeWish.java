package io.tmuxbridge.core.session;

import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TerminalSize;
import java.util.Set;

/**
 * The size that one viewer wishes for, from before its terminal is opened until it leaves. It counts while the viewer
 * may write.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, which is not held while {@link WindowSizes} is told.
 */
final class SizeWish implements SizeSay {

    private final WindowSizes sizes;
    private final Terminal terminal;
    private final String caller;
    private final long joined;
    private ViewerSize wish;
    private boolean says;
    private long active;
    private long activeNanos;
    private volatile String windowId;

    SizeWish(WindowSizes sizes, Terminal terminal, ViewerSize wish, String caller, boolean says) {
        this.says = says;
        this.sizes = sizes;
        this.terminal = terminal;
        this.wish = wish;
        this.caller = caller;
        this.joined = sizes.next();
        this.active = joined;
        this.activeNanos = System.nanoTime();
        this.windowId = terminal.feed().address().windowId();
    }

    Terminal terminal() {
        return terminal;
    }

    /** Whether the viewer is in the session of a terminal; those of another one know nothing of it. */
    boolean isOf(TerminalKey other) {
        return terminal.sessionId().equals(other.sessionId());
    }

    String caller() {
        return caller;
    }

    @Override
    public void resize(ViewerSize value) {
        synchronized (this) {
            wish = value;
            if (!says) {
                return;
            }
            if (value.visible()) {
                active = sizes.next();
                activeNanos = System.nanoTime();
            }
        }
        sizes.active(this, true);
    }

    @Override
    public void say(boolean value) {
        synchronized (this) {
            says = value;
        }
        sizes.later(windowId);
    }

    @Override
    public void typed() {
        boolean slept;
        synchronized (this) {
            if (!says) {
                return;
            }
            long now = System.nanoTime();
            slept = now - activeNanos >= SizeArbiter.IDLE.toNanos();
            active = sizes.next();
            activeNanos = now;
        }
        sizes.active(this, slept);
    }

    @Override
    public void leave() {
        sizes.leave(this);
    }

    /** Whether another viewer has a say on the same window. */
    boolean sharesWindowWith(SizeWish other) {
        return other != this && other.says() && other.windowId().equals(windowId());
    }

    /** The window that the pane was in when tmux was last asked. */
    String windowId() {
        return windowId;
    }

    void windowId(String id) {
        windowId = id;
    }

    /** Whether its viewer may write. */
    synchronized boolean says() {
        return says;
    }

    /**
     * Whether it counts in a window with that many panes: who sees one pane of several cannot tell the window's size,
     * unless the policy knows it.
     */
    synchronized boolean counts(SizePolicy policy, int panes) {
        return says && (policy.size().isPresent() || panes == 1 || wish.wholeWindow());
    }

    synchronized ViewerSize size() {
        return wish;
    }

    /** What is wished for now, in a window whose sessions belong to these callers. */
    synchronized SizeArbiter.Wish snapshot(Set<String> owners) {
        TerminalSize size = wish.size();
        return new SizeArbiter.Wish(size, wish.visible(), owners.contains(caller), joined, active, activeNanos);
    }
}
