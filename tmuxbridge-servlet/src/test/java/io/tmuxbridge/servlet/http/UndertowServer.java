package io.tmuxbridge.servlet.http;

import io.tmuxbridge.jakarta.contract.TestServer;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;

/** Undertow with one web application, on a free port of loopback. */
public final class UndertowServer implements TestServer {

    private final DeploymentManager deployment;
    private final Undertow server;

    private UndertowServer(DeploymentManager deployment, Undertow server) {
        this.deployment = deployment;
        this.server = server;
    }

    /** An application at the root, of this class path, with nothing in it yet. */
    public static DeploymentInfo application() {
        return Servlets.deployment()
                .setClassLoader(UndertowServer.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("test");
    }

    public static UndertowServer start(DeploymentInfo application) throws ServletException {
        DeploymentManager deployment = ServletContainer.Factory.newInstance().addDeployment(application);
        deployment.deploy();
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", deployment.start())
                .setIoThreads(2)
                .setWorkerThreads(4)
                .build();
        server.start();
        return new UndertowServer(deployment, server);
    }

    @Override
    public int port() {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() throws ServletException {
        deployment.stop();
        server.stop();
    }
}
