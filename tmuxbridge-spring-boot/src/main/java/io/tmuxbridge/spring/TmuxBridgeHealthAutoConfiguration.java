package io.tmuxbridge.spring;

import io.tmuxbridge.TmuxBridge;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * A health indicator {@code tmux}, where Spring Boot's health is on the class path; off with
 * {@code management.health.tmux.enabled=false}.
 */
@AutoConfiguration(after = TmuxBridgeAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(TmuxBridge.class)
public final class TmuxBridgeHealthAutoConfiguration {

    TmuxBridgeHealthAutoConfiguration() {}

    @Bean
    @ConditionalOnEnabledHealthIndicator("tmux")
    @ConditionalOnMissingBean(name = "tmuxHealthIndicator")
    HealthIndicator tmuxHealthIndicator(TmuxBridge bridge) {
        return new TmuxHealth(bridge);
    }
}
