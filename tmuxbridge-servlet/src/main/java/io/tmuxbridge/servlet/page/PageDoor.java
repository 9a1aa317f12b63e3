package io.tmuxbridge.servlet.page;

import io.tmuxbridge.servlet.config.BridgeSettings;
import io.tmuxbridge.servlet.config.SettingsSource;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;

/**
 * Makes a web application a home for the page: {@code api/*} beside it, and headers that say what it may load. Only
 * where {@code tmuxbridge.page} is true, since an application has paths and headers of its own.
 *
 * <p><b>Threads:</b> the one that starts the application.
 */
public final class PageDoor {

    private PageDoor() {}

    /**
     * Opens it, if the settings want it.
     *
     * @param context the application, while it starts
     * @param settings the settings
     * @param source where they came from
     * @throws io.tmuxbridge.TmuxBridgeException {@link io.tmuxbridge.ErrorCode#INVALID} when the setting is neither
     *     true nor false
     */
    public static void open(ServletContext context, BridgeSettings settings, SettingsSource source) {
        if (!BridgeSettings.wantsPage(source)) {
            return;
        }
        String prefix = settings.options().pathPrefix();
        ServletRegistration.Dynamic api = context.addServlet("tmuxbridge-page-api", new PageApi(settings));
        api.addMapping(prefix + "/api/*");
        api.setAsyncSupported(true);
        FilterRegistration.Dynamic headers = context.addFilter("tmuxbridge-page-headers", new PageHeaders());
        headers.setAsyncSupported(true);
        headers.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, prefix + "/*");
    }
}
