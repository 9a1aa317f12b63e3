package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.SecurityConstraint;
import io.undertow.servlet.api.SecurityInfo;
import io.undertow.servlet.api.WebResourceCollection;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.DispatcherType;
import java.security.Principal;
import java.util.Set;

class UndertowPrincipalTest extends PrincipalContract {

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options, Login login) throws Exception {
        WebSocketDeploymentInfo sockets = new WebSocketDeploymentInfo()
                .addListener(container -> TmuxBridgeEndpoint.register(container, bridge, options));
        return UndertowServer.serve(
                sockets, login == Login.BASIC ? UndertowPrincipalTest::basic : UndertowPrincipalTest::filter);
    }

    private static void filter(DeploymentInfo application) {
        application
                .addFilter(new FilterInfo("login", LoginFilter.class))
                .addFilterUrlMapping("login", "/*", DispatcherType.REQUEST);
    }

    private static void basic(DeploymentInfo application) {
        application
                .setIdentityManager(new Realm())
                .setLoginConfig(new LoginConfig("BASIC", "test"))
                .addSecurityRoles(TestPeople.ROLES)
                .addSecurityConstraint(new SecurityConstraint()
                        .addWebResourceCollection(new WebResourceCollection().addUrlPattern("/*"))
                        .setEmptyRoleSemantic(SecurityInfo.EmptyRoleSemantic.AUTHENTICATE));
    }

    private static final class Realm implements IdentityManager {

        @Override
        public Account verify(Account account) {
            return account;
        }

        @Override
        public Account verify(Credential credential) {
            return null;
        }

        @Override
        public Account verify(String id, Credential credential) {
            return TestPeople.ALL.stream()
                    .filter(person -> person.name().equals(id)
                            && person.password().equals(new String(((PasswordCredential) credential).getPassword())))
                    .findFirst()
                    .map(Realm::account)
                    .orElse(null);
        }

        private static Account account(TestPeople.Person person) {
            return new Account() {
                @Override
                public Principal getPrincipal() {
                    return person::name;
                }

                @Override
                public Set<String> getRoles() {
                    return Set.copyOf(person.roles());
                }
            };
        }
    }
}
