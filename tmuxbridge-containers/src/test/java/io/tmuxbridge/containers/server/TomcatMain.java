package io.tmuxbridge.containers.server;

import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** Tomcat in a process of its own: WAR, context path, port, directory. */
public final class TomcatMain {

    private TomcatMain() {}

    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(args[3]);
        tomcat.setPort(Integer.parseInt(args[2]));
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Path.of(args[3], "webapps").toFile().mkdirs();
        tomcat.addWebapp(args[1], args[0]);
        tomcat.start();
        // As Tomcat's own start script does.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(tomcat)));
        tomcat.getServer().await();
    }

    private static void stop(Tomcat tomcat) {
        try {
            tomcat.stop();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }
}
