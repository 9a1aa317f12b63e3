package io.tmuxbridge.containers.server;

import java.nio.file.Path;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty in a process of its own: WAR, context path, port, directory. */
public final class JettyMain {

    private JettyMain() {}

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(args[2]));
        server.addConnector(connector);
        WebAppContext application = new WebAppContext(args[0], args[1].isEmpty() ? "/" : args[1]);
        application.setTempDirectory(Path.of(args[3], "work").toFile());
        application.setThrowUnavailableOnStartupException(true);
        server.setHandler(application);
        server.setStopAtShutdown(true);
        server.setStopTimeout(5000); // as in Jetty's own distribution; without it clients are dropped without a word
        server.start();
        server.join();
    }
}
