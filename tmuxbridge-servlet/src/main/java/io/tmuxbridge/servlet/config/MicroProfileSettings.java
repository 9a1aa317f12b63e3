package io.tmuxbridge.servlet.config;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings from MicroProfile Config, where the server has it: Payara, WildFly, Open Liberty, Quarkus.
 *
 * <p><b>Threads:</b> any.
 */
public final class MicroProfileSettings {

    private static final Logger LOG = LoggerFactory.getLogger(MicroProfileSettings.class);

    private MicroProfileSettings() {}

    /**
     * Finds the application's configuration.
     *
     * @param application the application's class loader, which chooses its configuration
     * @return its settings, empty when the server has no MicroProfile Config
     */
    public static Optional<SettingsSource> find(ClassLoader application) {
        try {
            Config config = ConfigProvider.getConfig(application);
            return Optional.of(name -> config.getOptionalValue(name, String.class));
        } catch (NoClassDefFoundError e) { // the API is the server's to bring
            return Optional.empty();
        } catch (IllegalStateException e) { // the API without anything behind it
            LOG.debug("no MicroProfile Config here", e);
            return Optional.empty();
        }
    }
}
