package io.tmuxbridge.spring;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.jakarta.EndpointOptions;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.server.ServerContainer;
import java.util.Optional;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * A bridge for a Spring Boot application, made from {@link TmuxBridgeProperties} and from beans of the types
 * {@code Authenticator}, {@code Authorizer}, {@code Audit}, {@code InputPolicy}, {@code OriginPolicy},
 * {@code SessionNaming}, {@code TmuxLocator}, {@code BridgeMetrics} and {@link TmuxBridgeBuilderCustomizer}. An
 * application that makes a {@link TmuxBridge} of its own gets that one registered instead.
 *
 * <p>Nobody comes in until it is said who: see {@link TmuxBridgeProperties.Access}.
 */
@AutoConfiguration(after = TmuxBridgeMetricsAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "tmuxbridge.enabled", matchIfMissing = true)
@EnableConfigurationProperties(TmuxBridgeProperties.class)
public final class TmuxBridgeAutoConfiguration {

    TmuxBridgeAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(TmuxBridge.class)
    Doors tmuxBridgeDoors(TmuxBridgeProperties properties, ObjectProvider<Authenticator> authenticators) {
        return Doors.of(properties.access(), authenticators.orderedStream().toList());
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    TmuxBridge tmuxBridge(TmuxBridgeProperties properties, Doors doors, BeanFactory beans) {
        return new BridgeFactory(properties, beans).build(doors);
    }

    @Bean
    BridgeLifecycle tmuxBridgeLifecycle(
            TmuxBridge bridge, ObjectProvider<Doors> doors, ConfigurableEnvironment environment) {
        if (doors.stream().findFirst().isEmpty()) { // the application's own
            IdleProperties.warn(environment);
        }
        return new BridgeLifecycle(bridge);
    }

    /** The WebSocket endpoints, where there is a servlet container. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass({ServerContainer.class, ServletContextListener.class})
    static final class Endpoints {

        Endpoints() {}

        @Bean
        @ConditionalOnMissingBean
        EndpointOptions tmuxBridgeEndpointOptions(TmuxBridgeProperties properties) {
            // Of what Jetty says itself a filter of the application may know better.
            return EndpointOptions.defaults()
                    .withPathPrefix(properties.pathPrefix())
                    .withRemoteAddress(session -> Optional.empty());
        }

        @Bean
        ServletListenerRegistrationBean<ServletContextListener> tmuxBridgeEndpoints(
                TmuxBridge bridge,
                EndpointOptions options,
                TmuxBridgeProperties properties,
                ObjectProvider<Doors> doors) {
            String about = doors.stream()
                    .findFirst()
                    .map(each -> properties.tmux().socket() + "; who may enter: " + each.who())
                    .orElse("as the application's own bridge has it");
            return new ServletListenerRegistrationBean<>(
                    new EndpointListener(bridge, withRoles(options, doors), about));
        }

        /**
         * Options of the application's own say nothing of the properties' roles, by which nobody would come in then.
         */
        private static EndpointOptions withRoles(EndpointOptions options, ObjectProvider<Doors> doors) {
            if (options.principals().isPresent()) {
                return options;
            }
            return doors.stream()
                    .flatMap(each -> each.principals().stream())
                    .findFirst()
                    .map(options::withPrincipals)
                    .orElse(options);
        }

        @Bean
        FilterRegistrationBean<PeerFilter> tmuxBridgePeers(EndpointOptions options) {
            FilterRegistrationBean<PeerFilter> filter = new FilterRegistrationBean<>(new PeerFilter());
            filter.addUrlPatterns(options.pathPrefix() + "/ws/terminal/*");
            filter.setOrder(Ordered.LOWEST_PRECEDENCE - 1); // Jetty's for WebSocket is the last
            return filter;
        }

        @Bean
        ServletRegistrationBean<UpgradeRequired> tmuxBridgeUpgradeRequired(EndpointOptions options) {
            return new ServletRegistrationBean<>(new UpgradeRequired(), options.pathPrefix() + "/ws/terminal/*");
        }
    }
}
