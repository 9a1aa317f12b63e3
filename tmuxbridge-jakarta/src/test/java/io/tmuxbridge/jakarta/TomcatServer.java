package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import jakarta.servlet.http.HttpServlet;
import jakarta.websocket.server.ServerContainer;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** Tomcat with a bridge's endpoint in it. */
final class TomcatServer {

    private TomcatServer() {}

    /** More is said about the application, and who its people are, before it starts. */
    static TestServer serve(
            Path directory, TmuxBridge bridge, EndpointOptions options, BiConsumer<Tomcat, Context> more)
            throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.setHostname("127.0.0.1");
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        more.accept(tomcat, context);
        context.addServletContainerInitializer(new WsSci(), null);
        context.addServletContainerInitializer(
                (classes, servletContext) -> TmuxBridgeEndpoint.register(
                        (ServerContainer) servletContext.getAttribute(ServerContainer.class.getName()),
                        bridge,
                        options),
                null);
        Tomcat.addServlet(context, "default", new HttpServlet() {});
        context.addServletMappingDecoded("/", "default");
        tomcat.start();
        return running(tomcat);
    }

    private static TestServer running(Tomcat tomcat) {
        int port = tomcat.getConnector().getLocalPort();
        return new TestServer() {
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
