package io.tmuxbridge.servlet;

import jakarta.servlet.ServletContextListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.io.TempDir;

class TomcatDoorTest extends DoorContract {

    @TempDir
    Path directory;

    @Override
    Application start(Map<String, String> parameters, List<ServletContextListener> listeners) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.setHostname("127.0.0.1");
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Path webapp = Files.createDirectories(directory.resolve("application"));
        StandardContext context = (StandardContext) tomcat.addWebapp("", webapp.toString());
        context.setContainerSciFilter("org\\.eclipse\\.jetty"); // Jetty's WebSocket is on this class path, too
        parameters.forEach(context::addParameter);
        context.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.CONFIGURE_START_EVENT)) {
                listeners.forEach(context.getServletContext()::addListener);
            }
        });
        tomcat.start();
        int port = tomcat.getConnector().getLocalPort();
        return new Application() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() throws Exception {
                tomcat.stop();
                tomcat.destroy();
            }
        };
    }
}
