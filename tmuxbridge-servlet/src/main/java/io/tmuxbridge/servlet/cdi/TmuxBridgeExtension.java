package io.tmuxbridge.servlet.cdi;

import io.tmuxbridge.TmuxBridge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code @Inject TmuxBridge} the bridge of the web application: the one that
 * {@link io.tmuxbridge.servlet.TmuxBridgeListener} has built or was given. It is looked for when its first method is
 * called, and closed by whoever built it, not by CDI. Where the application has a bean of that type itself, that is the
 * one.
 *
 * <p><b>Threads:</b> any.
 */
public final class TmuxBridgeExtension implements Extension {

    private final AtomicReference<@Nullable TmuxBridge> bridge = new AtomicReference<>();

    private final AtomicBoolean ownBean = new AtomicBoolean();

    /** Called by the server, which needs a public constructor. */
    public TmuxBridgeExtension() {}

    /** Asks each bean, as an observer of those of a type would not see what a producer makes. */
    void look(@Observes ProcessBean<?> found) {
        Bean<?> bean = found.getBean();
        if (bean.getTypes().contains(TmuxBridge.class) && bean.getQualifiers().contains(Default.Literal.INSTANCE)) {
            ownBean.set(true);
        }
    }

    /**
     * Also where {@code tmuxbridge.enabled} is false: an application that is told so from outside is to start all the
     * same.
     */
    void add(@Observes AfterBeanDiscovery discovery) {
        if (ownBean.get()) {
            return;
        }
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
