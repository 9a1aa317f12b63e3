package io.tmuxbridge.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.testkit.TerminalSocket;
import io.tmuxbridge.testkit.TmuxServer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application of Spring Boot whose bean says who comes in. */
class SpringBootTest {

    @Test
    void itsBeanDecidesWhoComesIn() {
        try (TmuxServer tmux = TmuxServer.create();
                var context = new SpringApplication(Terminals.class)
                        .run(
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--spring.main.banner-mode=off",
                                "--tmuxbridge.tmux.binary=" + TmuxServer.binary(),
                                "--tmuxbridge.tmux.socket-name=" + tmux.socketName())) {
            context.getBean(TmuxBridge.class)
                    .sessions()
                    .create(SessionSpec.builder()
                            .name("build")
                            .owner("ada")
                            .command("sh")
                            .build());
            String port = context.getEnvironment().getRequiredProperty("local.server.port");
            String url = "ws://127.0.0.1:" + port + "/ws/terminal";
            try (TerminalSocket socket = TerminalSocket.open(url, Map.of("Cookie", "login=of-ada"))) {
                socket.connect("build").type("build", "echo $((6 * 7))-is-it");
                socket.awaitOutput("42-is-it");
            }
            try (TerminalSocket socket = TerminalSocket.open(url, Map.of("Cookie", "login=of-nobody"))) {
                assertThat(socket.awaitClose()).isEqualTo(4401);
            }
        }
    }

    /** The application's own knowledge of who has logged in. */
    interface Logins {
        Optional<String> nameOf(String login);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
                "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration"
            })
    static class Terminals {

        @Bean
        Authenticator whoHasLoggedIn(Logins logins) {
            return credentials -> Optional.ofNullable(credentials.cookies().get("login"))
                    .flatMap(logins::nameOf)
                    .map(name -> Caller.of(name, Role.OPERATOR));
        }

        @Bean
        Logins logins() {
            return login -> Optional.of("ada").filter(name -> login.equals("of-" + name));
        }
    }
}
