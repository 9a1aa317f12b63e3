package io.tmuxbridge.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.testkit.AskingSocket;
import jakarta.servlet.ServletContextListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.loader.WebappClassLoaderBase;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TomcatDoorTest extends DoorContract {

    @TempDir
    Path directory;

    /**
     * Tomcat warns of each, since it holds the application's class loader: it looks at once, so there is no waiting
     * here.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noThreadOfTheApplicationIsLeftWhenItHasEnded(boolean byStatus) throws Exception {
        Map<String, String> settings = settings("access.token", TOKEN, "refuse-by-status", String.valueOf(byStatus));
        Set<Thread> ofOthers = Thread.getAllStackTraces().keySet(); // an application before, whose bridge was its own
        Application application = start(settings, List.of());
        try (AskingSocket known = AskingSocket.open(application.port(), SOCKET, bearer(TOKEN));
                AskingSocket closes = AskingSocket.open(application.port(), SOCKET, bearer(TOKEN))) {
            assertThat(known.ask(AskingSocket.INFO)).contains("\"result\"");
            closes.say("{\"type\":\"auth\",\"token\":\"wrong\"}");
            assertThat(closes.closeCode()).isEqualTo(4401);
            application.close();
            assertThat(known.closeCode()).isEqualTo(1001);
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !ofOthers.contains(thread))
                    .filteredOn(thread -> thread.getContextClassLoader() instanceof WebappClassLoaderBase)
                    .filteredOn(thread -> thread.getThreadGroup() != null) // null when it has just ended
                    .as("but for the JVM's own, its process reapers, of which Tomcat does not warn either")
                    .filteredOn(thread -> !thread.getThreadGroup().getName().equals("system"))
                    .extracting(Thread::getName)
                    .isEmpty();
        }
    }

    @Override
    Application start(Map<String, String> parameters, List<ServletContextListener> listeners) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.setHostname("127.0.0.1");
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Path webapp = Files.createDirectories(directory.resolve("application"));
        StandardContext context = (StandardContext) tomcat.addWebapp("", webapp.toString());
        context.setContainerSciFilter("org\\.(eclipse\\.jetty|jboss\\.weld)"); // on this class path, too
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
