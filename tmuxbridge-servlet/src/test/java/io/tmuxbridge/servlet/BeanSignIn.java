package io.tmuxbridge.servlet;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An application's own sign-in as a bean, which has the bridge as well. */
@ApplicationScoped
public class BeanSignIn implements Authenticator {

    static final String TOKEN = "the-bean-knows-this-token-0123456";

    @Inject
    @Nullable
    TmuxBridge bridge;

    @Override
    public Optional<Caller> authenticate(Credentials credentials) {
        return credentials
                .bearer()
                .filter(TOKEN::equals)
                .map(token -> Caller.of("bean", Role.VIEWER))
                .or(() -> credentials
                        .principal()
                        .filter(LoggedIn.Person.class::isInstance)
                        .map(person -> Caller.of(person.getName(), Role.VIEWER)));
    }

    String tmuxVersion() {
        return Optional.ofNullable(bridge).orElseThrow().info().tmuxVersion();
    }
}
