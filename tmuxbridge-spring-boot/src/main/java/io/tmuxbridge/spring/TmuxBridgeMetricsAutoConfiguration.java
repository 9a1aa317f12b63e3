package io.tmuxbridge.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.tmuxbridge.metrics.BridgeMetrics;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** What the bridge counts, in Micrometer's registry, where there is one and no other {@link BridgeMetrics}. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration"
        })
@ConditionalOnBooleanProperty(name = "tmuxbridge.enabled", matchIfMissing = true)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public final class TmuxBridgeMetricsAutoConfiguration {

    TmuxBridgeMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    BridgeMetrics tmuxBridgeMetrics(MeterRegistry registry) {
        return new MicrometerMetrics(registry);
    }
}
