package io.tmuxbridge.servlet.cdi;

import io.tmuxbridge.TmuxBridge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code @Inject TmuxBridge} the bridge of the web application: the one that
 * {@link io.tmuxbridge.servlet.TmuxBridgeListener} has built or was given. It is looked for when its first method is
 * called, and closed by whoever built it, not by CDI.
 *
 * <p><b>Threads:</b> any.
 */
public final class TmuxBridgeExtension implements Extension {

    private final AtomicReference<@Nullable TmuxBridge> bridge = new AtomicReference<>();

    /** Called by the server, which needs a public constructor. */
    public TmuxBridgeExtension() {}

    void add(@Observes AfterBeanDiscovery discovery) {
        discovery
                .<TmuxBridge>addBean()
                .types(TmuxBridge.class, Object.class)
                .scope(ApplicationScoped.class)
                .produceWith(beans -> found());
    }

    void is(TmuxBridge built) {
        bridge.set(built);
    }

    private TmuxBridge found() {
        TmuxBridge there = bridge.get();
        if (there == null) {
            throw new IllegalStateException(
                    "there is no bridge: it is there once the listeners of the web application have"
                            + " started, unless tmuxbridge.enabled is false");
        }
        return there;
    }
}
