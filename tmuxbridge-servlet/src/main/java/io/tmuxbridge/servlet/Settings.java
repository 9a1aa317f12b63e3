package io.tmuxbridge.servlet;

import io.tmuxbridge.servlet.config.MicroProfileSettings;
import io.tmuxbridge.servlet.config.SettingsSource;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a web application's settings come from, what counts most first. */
final class Settings {

    private Settings() {}

    /**
     * MicroProfile Config where the server has it, then system properties, the environment, and last the application's own
     * {@code context-param}s.
     */
    static SettingsSource of(ServletContext context) {
        List<SettingsSource> sources = new ArrayList<>();
        MicroProfileSettings.find(context.getClassLoader()).ifPresent(sources::add);
        sources.add(SettingsSource.systemAndEnvironment());
        sources.add(name -> Optional.ofNullable(context.getInitParameter(name)));
        return SettingsSource.firstOf(sources);
    }
}
