package io.tmuxbridge.containers.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The servers that are started as processes, and how each is told what to serve where. */
public enum ServerKind {
    TOMCAT("Tomcat") {
        @Override
        List<String> command(Task task) {
            return embedded("io.tmuxbridge.containers.server.TomcatMain", "tomcat-", task);
        }
    },
    JETTY("Jetty, ee11") {
        @Override
        List<String> command(Task task) {
            return embedded("io.tmuxbridge.containers.server.JettyMain", "jetty-|asm|jakarta[.]|slf4j-", task);
        }
    },
    PAYARA("Payara Micro") {
        @Override
        List<String> command(Task task) {
            Path loopback = task.directory().resolve("loopback.txt"); // there is no option for the address
            write(
                    loopback,
                    "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener"
                            + ".address=127.0.0.1\n");
            return List.of(
                    "-Djava.net.preferIPv4Stack=true",
                    "-jar",
                    downloaded("payara-micro-" + version() + ".jar").toString(),
                    "--deploy",
                    task.war().toString(),
                    "--contextroot",
                    task.contextPath().isEmpty() ? "/" : task.contextPath(),
                    "--port",
                    Integer.toString(task.port()),
                    "--prebootcommandfile",
                    loopback.toString(),
                    "--nocluster",
                    "--nohazelcast",
                    "--rootdir",
                    task.directory().resolve("root").toString());
        }
    },
    WILDFLY("WildFly") {
        @Override
        List<String> command(Task task) {
            Path home = downloaded("wildfly-" + version());
            Path base = copyOf(home.resolve("standalone"), task.directory().resolve("standalone"));
            Path deployments = base.resolve("deployments");
            String name =
                    task.contextPath().isEmpty() ? "ROOT" : task.contextPath().substring(1);
            copyOf(task.war(), deployments.resolve(name + ".war"));
            return List.of(
                    "-Djava.net.preferIPv4Stack=true",
                    "-Djboss.home.dir=" + home,
                    "-Djboss.server.base.dir=" + base,
                    "-Djboss.http.port=" + task.port(),
                    "-Djboss.https.port=0",
                    "-Djboss.management.http.port=0",
                    "-Djboss.management.https.port=0",
                    "-Djboss.bind.address=127.0.0.1",
                    "-Djboss.bind.address.management=127.0.0.1",
                    "-Dorg.jboss.boot.log.file=" + base.resolve("log/server.log"),
                    "-Dlogging.configuration="
                            + base.resolve("configuration/logging.properties").toUri(),
                    "-jar",
                    home.resolve("jboss-modules.jar").toString(),
                    "-mp",
                    home.resolve("modules").toString(),
                    "org.jboss.as.standalone");
        }
    },
    LIBERTY("Open Liberty") {
        @Override
        List<String> command(Task task) {
            Path home = downloaded("liberty-" + version() + "/wlp");
            Path base = task.directory().resolve("usr/servers/test");
            write(base.resolve("server.xml"), """
                    <server>
                      <featureManager>
                        <feature>servlet-6.0</feature><feature>websocket-2.1</feature><feature>mpConfig-3.1</feature>
                      </featureManager>
                      <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d"/>
                      <httpDispatcher trustedHeaderOrigin="none"/>
                      <webApplication location="%s" contextRoot="%s">
                        <classloader delegation="parentLast"/>
                      </webApplication>
                    </server>
                    """.formatted(
                            task.port(), task.war(), task.contextPath().isEmpty() ? "/" : task.contextPath()));
            return List.of(
                    "-DWLP_USER_DIR=" + task.directory().resolve("usr"),
                    "-javaagent:" + home.resolve("bin/tools/ws-javaagent.jar"),
                    "-jar",
                    home.resolve("bin/tools/ws-server.jar").toString(),
                    "test");
        }
    },
    /** An application that its build has made, with the relay in it: what is served is in the task for nothing. */
    QUARKUS("Quarkus") {
        @Override
        List<String> command(Task task) {
            return List.of(
                    "-Dquarkus.http.port=" + task.port(),
                    "-jar",
                    Path.of(System.getProperty("tmuxbridge.quarkus"))
                            .toAbsolutePath()
                            .normalize()
                            .toString());
        }
    };

    private final String title;

    ServerKind(String title) {
        this.title = title;
    }

    /**
     * What is to be served: a WAR under a context path (empty or with a slash before it) at a port; a place for files.
     */
    record Task(Path war, String contextPath, int port, Path directory) {}

    /** Arguments behind {@code java}. */
    abstract List<String> command(Task task);

    public String title() {
        return title;
    }

    public String version() {
        return System.getProperty("version." + name().toLowerCase(Locale.ROOT));
    }

    private static List<String> embedded(String main, String jars, Task task) {
        List<String> path = Arrays.stream(System.getProperty("java.class.path").split(":"))
                .filter(each -> each.endsWith("/test-classes")
                        || Path.of(each).getFileName().toString().matches("(" + jars + ").*"))
                .toList();
        return List.of(
                "-cp",
                String.join(":", path),
                main,
                task.war().toString(),
                task.contextPath(),
                Integer.toString(task.port()),
                task.directory().toString());
    }

    /** What scripts/containers has put beside the build. */
    private static Path downloaded(String name) {
        Path file = Path.of(System.getProperty("tmuxbridge.servers"), name);
        if (!Files.exists(file)) {
            throw new IllegalStateException("there is no " + file + ": run scripts/containers, which downloads it");
        }
        return file.toAbsolutePath().normalize();
    }

    private static Path copyOf(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                Files.createDirectories(target.getParent());
                if (!Files.isDirectory(each)) {
                    Files.copy(each, target);
                } else {
                    Files.createDirectories(target);
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
