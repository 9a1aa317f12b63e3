package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** An application of Spring Boot, on its Tomcat, whose own beans are a test's bridge and options. */
final class SpringServer implements TestServer {

    /** Jetty and Spring Security are on the class path for other tests. */
    private static final String TOMCAT_ALONE = "--spring.autoconfigure.exclude="
            + "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration,"
            + "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration,"
            + "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration";

    private final ConfigurableApplicationContext context;

    SpringServer(TmuxBridge bridge, EndpointOptions options) {
        SpringApplication application = new SpringApplication(Application.class);
        application.addInitializers(starting -> {
            GenericApplicationContext beans = (GenericApplicationContext) starting;
            beans.registerBean(TmuxBridge.class, () -> bridge);
            beans.registerBean(EndpointOptions.class, () -> options);
        });
        context = application.run(
                "--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off", TOMCAT_ALONE);
    }

    @Override
    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    @Override
    public void close() {
        context.close();
    }

    /** All that the class path offers. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
