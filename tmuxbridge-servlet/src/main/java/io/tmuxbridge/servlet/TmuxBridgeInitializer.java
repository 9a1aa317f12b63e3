package io.tmuxbridge.servlet;

import io.tmuxbridge.servlet.config.BridgeSettings;
import io.tmuxbridge.servlet.config.SettingsSource;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The door that needs no code: servlet containers find it in the jar and call it while a web application starts.
 *
 * <p>It only leaves a {@link TmuxBridgeListener} behind. Containers call initializers in an order of their own, so the
 * WebSocket container may not be there yet; when listeners are called it is, everywhere.
 *
 * <p>{@code tmuxbridge.enabled=false} turns it off.
 *
 * <p><b>Threads:</b> the one that starts the application.
 */
public final class TmuxBridgeInitializer implements ServletContainerInitializer {

    /** Called by the container, which needs a public constructor. */
    public TmuxBridgeInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> ignored, ServletContext context) {
        SettingsSource source = Settings.of(context);
        if (!BridgeSettings.isEnabled(source)) {
            LoggerFactory.getLogger(TmuxBridgeInitializer.class)
                    .info("tmuxbridge.enabled is false: no endpoint is registered by itself");
            return;
        }
        Settings.checkNames(context);
        BridgeSettings settings = BridgeSettings.read(source);
        TmuxBridgeListener listener = new TmuxBridgeListener(settings);
        listener.openServlets(context, settings, source);
        context.addListener(listener);
    }
}
