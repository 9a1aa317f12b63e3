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
        return isHere() ? theOne(CDI.current().select(Authenticator.class)) : Optional.empty();
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
        if (!isHere()) {
            return;
        }
        try {
            CDI.current()
                    .getBeanManager()
                    .getExtension(TmuxBridgeExtension.class)
                    .is(bridge);
        } catch (IllegalArgumentException e) { // a CDI that has not read this jar
            LOG.debug("the bridge cannot be injected here", e);
        }
    }

    /**
     * No lambda here has a type of CDI in its signature: making it would need the class, which a server may not have.
     */
    private static boolean isHere() {
        try {
            CDI.current();
            return true;
        } catch (NoClassDefFoundError e) { // the API is the server's to bring
            return false;
        } catch (IllegalStateException e) { // the API without anything behind it
            LOG.debug("no CDI here", e);
            return false;
        }
    }
}
