package io.tmuxbridge.spring;

import java.util.List;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Properties that are set and reach nothing, as the bridge is one of the application's own: whoever believes in a limit
 * or a way in that nobody has set is to be told.
 */
final class IdleProperties {

    private static final Logger LOG = LoggerFactory.getLogger(IdleProperties.class);

    /** All that {@link BridgeFactory} takes. */
    private static final List<String> OF_THE_BRIDGE =
            List.of("access", "limits", "origins", "output", "quotas", "redaction", "size-policy", "tmux");

    private IdleProperties() {}

    static void warn(ConfigurableEnvironment environment) {
        List<String> set = OF_THE_BRIDGE.stream()
                .map(name -> "tmuxbridge." + name)
                .filter(name -> isSet(environment, ConfigurationPropertyName.of(name)))
                .toList();
        if (!set.isEmpty()) {
            LOG.warn(
                    "no effect on the application's own TmuxBridge, unless it reads them: {}. Set the same there, or"
                            + " leave the bridge to Spring and change it by a bean of type {}",
                    String.join(", ", set),
                    TmuxBridgeBuilderCustomizer.class.getName());
        }
    }

    private static boolean isSet(ConfigurableEnvironment environment, ConfigurationPropertyName name) {
        Iterable<ConfigurationPropertySource> sources =
                ConfigurationPropertySources.from(environment.getPropertySources());
        return StreamSupport.stream(sources.spliterator(), false)
                .anyMatch(source -> source.getConfigurationProperty(name) != null
                        || source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT);
    }
}
