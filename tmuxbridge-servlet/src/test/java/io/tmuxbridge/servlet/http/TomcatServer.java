package io.tmuxbridge.servlet.http;

import io.tmuxbridge.jakarta.contract.TestServer;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** Tomcat with one web application at the root, on a free port of loopback. */
public final class TomcatServer implements TestServer {

    private final Tomcat tomcat;

    private TomcatServer(Tomcat tomcat) {
        this.tomcat = tomcat;
    }

    /**
     * Starts it.
     *
     * @param directory for what it writes
     * @param application puts into the application what it is to have
     */
    public static TomcatServer start(Path directory, Consumer<Context> application) throws LifecycleException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.setHostname("127.0.0.1");
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        application.accept(tomcat.addContext("", null));
        tomcat.start();
        return new TomcatServer(tomcat);
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
