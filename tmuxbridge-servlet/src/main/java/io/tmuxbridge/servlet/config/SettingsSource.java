package io.tmuxbridge.servlet.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where settings come from: one value for one name.
 *
 * <p><b>Threads:</b> used while the application starts, by the thread that starts it.
 */
@FunctionalInterface
public interface SettingsSource {

    /**
     * Looks a setting up.
     *
     * @param name its name, for example {@code tmuxbridge.tmux.socket-name}
     * @return its value, empty when it is not set here
     */
    Optional<String> value(String name);

    /**
     * The system properties, then the environment. A variable's name is the setting's in capitals, with an underscore
     * for whatever is neither a letter nor a digit: {@code TMUXBRIDGE_TMUX_SOCKET_NAME} (the rule of MicroProfile
     * Config).
     *
     * @return the source
     */
    static SettingsSource systemAndEnvironment() {
        return firstOf(List.of(
                name -> Optional.ofNullable(System.getProperty(name)),
                name -> Optional.ofNullable(System.getenv(variable(name)))));
    }

    /**
     * Asks several, in their order.
     *
     * @param sources the sources, the first one counts most
     * @return the source
     */
    static SettingsSource firstOf(List<SettingsSource> sources) {
        List<SettingsSource> all = List.copyOf(sources);
        return name ->
                all.stream().flatMap(source -> source.value(name).stream()).findFirst();
    }

    private static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
