package io.tmuxbridge.spring;

import io.tmuxbridge.TmuxBridge;
import org.springframework.context.SmartLifecycle;

/**
 * Ends the bridge while the web server still runs, so that clients hear 1001 and come back to the next one.
 *
 * <p>Spring stops phases from the highest down. The application's own parts come first, since they may use the bridge
 * ({@link #DEFAULT_PHASE}); then the bridge; then the web server, which waits for requests ({@code DEFAULT_PHASE -
 * 1024}) and closes its port. A bridge that has ended does not start again; so it is not paused either.
 *
 * <p><b>Threads:</b> Spring's.
 */
final class BridgeLifecycle implements SmartLifecycle {

    static final int PHASE = DEFAULT_PHASE - 512;

    private final TmuxBridge bridge;
    private volatile boolean running;

    BridgeLifecycle(TmuxBridge bridge) {
        this.bridge = bridge;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        bridge.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
