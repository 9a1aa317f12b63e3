package io.tmuxbridge.servlet;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.util.Optional;

/** Applications with other beans than {@link BeanSignIn} alone, as the system property {@value #NAME} says. */
public class OtherBeans implements Extension {

    static final String NAME = "tmuxbridge.test.beans";

    /** One bean more of the same type. */
    static final String SECOND = "second";

    /** A bean that cannot be made, in place of the one that can. */
    static final String FAILING = "failing";

    /** A bridge of the application's own. */
    static final String BRIDGE = "bridge";

    /** One with a qualifier, which nobody gets who does not ask for it. */
    static final String NAMED_BRIDGE = "named-bridge";

    void add(@Observes BeforeBeanDiscovery discovery) {
        if (SECOND.equals(System.getProperty(NAME))) {
            discovery.addAnnotatedType(Second.class, SECOND);
        } else if (FAILING.equals(System.getProperty(NAME))) {
            discovery.addAnnotatedType(Failing.class, FAILING);
        } else if (BRIDGE.equals(System.getProperty(NAME))) {
            discovery.addAnnotatedType(OwnBridge.class, BRIDGE);
        } else if (NAMED_BRIDGE.equals(System.getProperty(NAME))) {
            discovery.addAnnotatedType(NamedBridge.class, NAMED_BRIDGE);
        }
    }

    void replace(@Observes ProcessAnnotatedType<BeanSignIn> found) {
        if (FAILING.equals(System.getProperty(NAME))) {
            found.veto();
        }
    }

    /** Makes a bridge of which nothing is asked. */
    public static class OwnBridge {

        static final TmuxBridge BRIDGE = (TmuxBridge) Proxy.newProxyInstance(
                OwnBridge.class.getClassLoader(),
                new Class<?>[] {TmuxBridge.class},
                (proxy, method, arguments) -> null);

        @Produces
        TmuxBridge bridge() {
            return BRIDGE;
        }
    }

    /** Of another bridge than the jar's. */
    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Other {}

    /** The same, for those who ask for it. */
    public static class NamedBridge {

        @Produces
        @Other
        TmuxBridge bridge() {
            return OwnBridge.BRIDGE;
        }
    }

    /** Knows nobody. */
    public static class Second implements Authenticator {

        @Override
        public Optional<Caller> authenticate(Credentials credentials) {
            return Optional.empty();
        }
    }

    /** Needs what is not there. */
    public static class Failing extends Second {

        public Failing() {
            throw new IllegalStateException("the directory of people does not answer");
        }
    }
}
