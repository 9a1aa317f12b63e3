package io.tmuxbridge.servlet;

import io.tmuxbridge.servlet.config.MicroProfileSettings;
import io.tmuxbridge.servlet.config.SettingNames;
import io.tmuxbridge.servlet.config.SettingsSource;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a web application's settings come from, what counts most first. */
final class Settings {

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

    private Settings() {}

    /**
     * MicroProfile Config where the server has it, then system properties, the environment, and last the application's
     * own {@code context-param}s.
     */
    static SettingsSource of(ServletContext context) {
        List<SettingsSource> sources = new ArrayList<>();
        MicroProfileSettings.find(context.getClassLoader()).ifPresent(sources::add);
        sources.add(SettingsSource.systemAndEnvironment());
        sources.add(name -> Optional.ofNullable(context.getInitParameter(name)));
        return SettingsSource.firstOf(sources);
    }

    /**
     * Refuses names of the application's own that are no settings. System properties are of the whole server, where
     * others may have named theirs likewise: of those the log tells. The environment is not looked at: Kubernetes
     * itself puts such names there.
     */
    static void checkNames(ServletContext context) {
        SettingNames.check(Collections.list(context.getInitParameterNames()));
        System.getProperties().stringPropertyNames().stream()
                .flatMap(name -> SettingNames.unknown(name).stream())
                .forEach(told -> LOG.warn("the system property {}", told));
    }
}
