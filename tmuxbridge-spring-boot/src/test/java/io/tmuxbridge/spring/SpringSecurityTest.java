package io.tmuxbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.jakarta.EndpointOptions;
import io.tmuxbridge.jakarta.TrustedProxies;
import io.tmuxbridge.testkit.TerminalSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** People whom Spring Security knows, let in by their roles with one property. */
class SpringSecurityTest {

    private SpringApp app;

    private void start(String server) {
        app = SpringApp.start(People.class, server, "tmuxbridge.access.roles.STAFF=operator");
        app.session("build", "ada");
    }

    @AfterEach
    void end() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {SpringApp.WITHOUT_JETTY, SpringApp.WITHOUT_TOMCAT})
    void whoHasTheRoleComesInUnderTheirName(String server) {
        start(server);
        try (TerminalSocket socket = app.open(basic("ada")).connect("build")) {
            socket.type("build", "echo $((6 * 7))-is-it");
            socket.awaitOutput("42-is-it");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SpringApp.WITHOUT_JETTY, SpringApp.WITHOUT_TOMCAT})
    void whoHasAnotherRoleDoesNot(String server) {
        start(server);
        try (TerminalSocket socket = app.open(basic("guest"))) {
            socket.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server.info\"}");
            socket.awaitMessage("signed in as guest, but not admitted to terminals");
            assertThat(socket.awaitClose()).isEqualTo(4403);
        }
    }

    @Test
    void everybodyWhoHasSignedInMayBeNamed() {
        app = SpringApp.start(People.class, SpringApp.WITHOUT_JETTY, "tmuxbridge.access.roles[**]=viewer");
        app.session("build", "guest");
        try (TerminalSocket socket = app.open(basic("guest"))) {
            socket.connect("build");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SpringApp.WITHOUT_JETTY, SpringApp.WITHOUT_TOMCAT})
    void whoHasNotSignedInMeetsSpringSecurityFirst(String server) {
        start(server);
        assertThatThrownBy(() -> app.open(Map.of())).hasRootCauseMessage("Unexpected HTTP response status code 401");
    }

    /** With options for a proxy, nobody came in by a role, and nothing said so. */
    @Test
    void optionsOfTheApplicationsOwnTakeNoRoleAway() {
        app = SpringApp.start(BehindAProxy.class, SpringApp.WITHOUT_JETTY, "tmuxbridge.access.roles.STAFF=operator");
        app.session("build", "ada");
        try (TerminalSocket socket = app.open(basic("ada"))) {
            socket.connect("build");
        }
    }

    /** Roles in the properties took the principal away from beans, which are to be asked first. */
    @Test
    void aBeanSeesThePrincipalWhateverRolesTheUserHas() {
        app = SpringApp.start(OwnRules.class, SpringApp.WITHOUT_JETTY, "tmuxbridge.access.roles.STAFF=admin");
        for (String name : List.of("ada", "guest")) {
            try (TerminalSocket socket = app.open(basic(name))) {
                socket.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server.info\"}");
                socket.awaitMessage("\"name\":\"own " + name + "\"");
            }
        }
    }

    private static Map<String, String> basic(String name) {
        byte[] pair = (name + ":secret").getBytes(StandardCharsets.US_ASCII);
        return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** One whose endpoints are behind a proxy. */
    @Configuration(proxyBeanMethods = false)
    @Import(People.class)
    static class BehindAProxy {

        @Bean
        EndpointOptions options() {
            return EndpointOptions.defaults().withTrustedProxies(TrustedProxies.of(List.of("10.0.0.0/8")));
        }
    }

    /** One with rules of its own about those who have signed in. */
    @Configuration(proxyBeanMethods = false)
    @Import(People.class)
    static class OwnRules {

        @Bean
        Authenticator authentications() {
            return credentials -> credentials
                    .principal()
                    .filter(Authentication.class::isInstance)
                    .map(known -> Caller.of("own " + known.getName(), Role.VIEWER));
        }
    }

    /** An application where everybody has to sign in. */
    @Configuration(proxyBeanMethods = false)
    static class People {

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("ada")
                            .password("{noop}secret")
                            .roles("STAFF")
                            .build(),
                    User.withUsername("guest")
                            .password("{noop}secret")
                            .roles("GUEST")
                            .build());
        }

        @Bean
        SecurityFilterChain everybodySignsIn(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }
}
