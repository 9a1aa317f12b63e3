package io.tmuxbridge.servlet;

import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import java.util.Optional;

/** Applications with other beans than {@link BeanSignIn} alone, as the system property {@value #NAME} says. */
public class OtherBeans implements Extension {

    static final String NAME = "tmuxbridge.test.beans";

    /** One bean more of the same type. */
    static final String SECOND = "second";

    /** A bean that cannot be made, in place of the one that can. */
    static final String FAILING = "failing";

    void add(@Observes BeforeBeanDiscovery discovery) {
        if (SECOND.equals(System.getProperty(NAME))) {
            discovery.addAnnotatedType(Second.class, SECOND);
        } else if (FAILING.equals(System.getProperty(NAME))) {
            discovery.addAnnotatedType(Failing.class, FAILING);
        }
    }

    void replace(@Observes ProcessAnnotatedType<BeanSignIn> found) {
        if (FAILING.equals(System.getProperty(NAME))) {
            found.veto();
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
