package io.tmuxbridge.servlet.cdi;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Authenticator;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an application says by its beans.
 *
 * <p><b>Threads:</b> the one that starts the application.
 */
public final class CdiBeans {

    private static final Logger LOG = LoggerFactory.getLogger(CdiBeans.class);

    private CdiBeans() {}

    /**
     * Who lets callers in.
     *
     * @return the application's bean of this type; empty when it has none, or the server has no CDI
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when there are several: who comes in is not left to chance
     */
    public static Optional<Authenticator> authenticator() {
        // Only the search for CDI may fail quietly: a bean that cannot be made must not leave the decision to the
        // settings.
        return cdi().map(cdi -> cdi.select(Authenticator.class)).flatMap(CdiBeans::theOne);
    }

    private static Optional<Authenticator> theOne(Instance<Authenticator> beans) {
        if (beans.isAmbiguous()) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "there are several beans of type " + Authenticator.class.getName()
                            + ": leave one without a qualifier, which then decides who comes in");
        }
        return beans.isResolvable() ? Optional.of(beans.get()) : Optional.empty();
    }

    /**
     * The application's bridge, which its beans can have injected from now on.
     *
     * @param bridge the bridge
     */
    public static void bridge(TmuxBridge bridge) {
        cdi().ifPresent(cdi -> give(cdi, bridge));
    }

    private static void give(CDI<Object> cdi, TmuxBridge bridge) {
        try {
            cdi.getBeanManager().getExtension(TmuxBridgeExtension.class).is(bridge);
        } catch (IllegalArgumentException e) { // a CDI that has not read this jar
            LOG.debug("the bridge cannot be injected here", e);
        }
    }

    private static Optional<CDI<Object>> cdi() {
        try {
            return Optional.of(CDI.current());
        } catch (NoClassDefFoundError e) { // the API is the server's to bring
            return Optional.empty();
        } catch (IllegalStateException e) { // the API without anything behind it
            LOG.debug("no CDI here", e);
            return Optional.empty();
        }
    }
}
