package io.tmuxbridge.spring;

import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.testkit.TerminalSocket;
import io.tmuxbridge.testkit.TmuxServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A Spring Boot application on a free port, on a tmux server of its own. */
final class SpringApp implements AutoCloseable {

    static final String WITHOUT_JETTY =
            "spring.autoconfigure.exclude=org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration";
    static final String WITHOUT_TOMCAT =
            "spring.autoconfigure.exclude=org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration";

    private final TmuxServer tmux = TmuxServer.create();
    private final ConfigurableApplicationContext context;

    private SpringApp(Class<?> beans, List<String> properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--tmuxbridge.tmux.binary=" + TmuxServer.binary(),
                "--tmuxbridge.tmux.socket-name=" + tmux.socketName()));
        properties.forEach(property -> arguments.add("--" + property));
        context = new SpringApplication(Application.class, beans).run(arguments.toArray(String[]::new));
    }

    static SpringApp start(Class<?> beans, String... properties) {
        return new SpringApp(beans, List.of(properties));
    }

    /** A new session in which a shell runs. */
    void session(String name, String owner) {
        bridge().sessions()
                .create(SessionSpec.builder()
                        .name(name)
                        .owner(owner)
                        .command("sh")
                        .build());
    }

    TmuxBridge bridge() {
        return context.getBean(TmuxBridge.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    TmuxServer tmux() {
        return tmux;
    }

    TerminalSocket open(Map<String, String> headers) {
        return open("/ws/terminal", headers);
    }

    TerminalSocket open(String path, Map<String, String> headers) {
        return TerminalSocket.open("ws://127.0.0.1:" + port() + path, headers);
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    void stop() {
        context.close();
    }

    @Override
    public void close() {
        context.close();
        tmux.close();
    }

    /** All that the class path offers. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
