package io.tmuxbridge.examples.hosts;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import jakarta.websocket.server.ServerContainer;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.io.TempDir;

class TomcatTest extends HostGuide {

    @TempDir
    static Path directory;

    @Override
    AutoCloseable start(TmuxBridge bridge, int port) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(port);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", directory.toString());
        Tomcat.addServlet(context, "default", new DefaultServlet());
        context.addServletMappingDecoded("/", "default");

        context.addServletContainerInitializer(new WsSci(), null);
        context.addServletContainerInitializer(
                (classes, servletContext) -> TmuxBridgeEndpoint.register(
                        (ServerContainer) servletContext.getAttribute(ServerContainer.class.getName()), bridge),
                null);
        tomcat.start();
        return () -> {
            tomcat.stop();
            tomcat.destroy();
        };
    }
}
