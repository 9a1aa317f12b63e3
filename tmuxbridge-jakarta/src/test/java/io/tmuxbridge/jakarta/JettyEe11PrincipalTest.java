package io.tmuxbridge.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.jakarta.contract.FakeBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.security.ConstraintMapping;
import org.eclipse.jetty.ee11.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.ee11.websocket.servlet.WebSocketUpgradeFilter;
import org.eclipse.jetty.security.Constraint;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.util.security.Credential;
import org.junit.jupiter.api.Test;

class JettyEe11PrincipalTest extends PrincipalContract {

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options, Login login) throws Exception {
        return start(bridge, options, login, true);
    }

    private static TestServer start(TmuxBridge bridge, EndpointOptions options, Login login, boolean mapped)
            throws Exception {
        ServletContextHandler handler = new ServletContextHandler("/");
        if (login == Login.BASIC) {
            handler.setSecurityHandler(basic());
        } else {
            EnumSet<DispatcherType> requests = EnumSet.of(DispatcherType.REQUEST);
            handler.addFilter(new FilterHolder(new LoginFilter()), "/*", requests);
            if (mapped) {
                FilterHolder upgrades = new FilterHolder(WebSocketUpgradeFilter.class);
                upgrades.setName(WebSocketUpgradeFilter.class.getName()); // by this name Jetty finds it mapped
                handler.addFilter(upgrades, "/*", requests);
            }
        }
        JakartaWebSocketServletContainerInitializer.configure(
                handler, (context, container) -> TmuxBridgeEndpoint.register(container, bridge, options));
        return JettyServer.serve(handler);
    }

    private static ConstraintSecurityHandler basic() {
        UserStore users = new UserStore();
        for (TestPeople.Person person : TestPeople.ALL) {
            users.addUser(
                    person.name(),
                    Credential.getCredential(person.password()),
                    person.roles().toArray(String[]::new));
        }
        HashLoginService realm = new HashLoginService("test");
        realm.setUserStore(users);
        ConstraintMapping everything = new ConstraintMapping();
        everything.setPathSpec("/*");
        everything.setConstraint(Constraint.ANY_USER);
        ConstraintSecurityHandler security = new ConstraintSecurityHandler();
        security.setLoginService(realm);
        security.setAuthenticator(new BasicAuthenticator());
        security.setConstraintMappings(List.of(everything));
        return security;
    }

    /** The trap: Jetty puts its own filter before all others unless it is mapped, and the upgrade never meets them. */
    @Test
    void aFilterThatJettyPassesOverLetsNobodyIn() throws Exception {
        FakeBridge bridge = new FakeBridge();
        ContainerPrincipal people = ContainerPrincipal.byRoles(Map.of(ContainerPrincipal.EVERYBODY, Role.ADMIN));
        try (TestServer server = start(bridge, EndpointOptions.defaults().withPrincipals(people), Login.FILTER, false);
                RawClient client = new RawClient(server.port(), "/ws/terminal", List.of())) {
            assertThat(client.status()).as("the filter would say 401").isEqualTo(101);
            Credentials shown = bridge.next().connection().handshake().credentials();
            assertThat(people.authenticate(shown)).isEmpty();
        }
    }
}
