package io.tmuxbridge.core;

import io.tmuxbridge.pty.MirrorPolicy;
import io.tmuxbridge.pty.PtyProvider;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Finds what makes pseudo terminals. Nothing native is loaded by that: a provider does so when it starts the first one.
 *
 * <p><b>Threads:</b> stateless.
 */
final class PtyLookup {

    private PtyLookup() {}

    /** What the policy names, else what lies on the class path beside the bridge or the application. */
    static Optional<PtyProvider> of(MirrorPolicy policy) {
        if (!policy.offered()) {
            return Optional.empty();
        }
        return policy.ptys()
                .or(() -> ServiceLoader.load(PtyProvider.class).findFirst())
                .or(() -> ServiceLoader.load(PtyProvider.class, PtyLookup.class.getClassLoader())
                        .findFirst());
    }
}
