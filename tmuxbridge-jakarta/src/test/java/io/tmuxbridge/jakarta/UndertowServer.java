package io.tmuxbridge.jakarta;

import io.tmuxbridge.jakarta.contract.TestServer;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** Undertow with whatever endpoints are registered there. */
final class UndertowServer {

    private UndertowServer() {}

    /** More is said about the application before it starts. */
    static TestServer serve(WebSocketDeploymentInfo sockets, Consumer<DeploymentInfo> more) throws Exception {
        DeploymentInfo application = Servlets.deployment()
                .setClassLoader(UndertowServer.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("test")
                .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, sockets);
        more.accept(application);
        DeploymentManager deployment = ServletContainer.Factory.newInstance().addDeployment(application);
        deployment.deploy();
        HttpHandler handler = deployment.start();
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", handler)
                .setIoThreads(2)
                .setWorkerThreads(4)
                .build();
        server.start();
        return running(deployment, server);
    }

    private static TestServer running(DeploymentManager deployment, Undertow server) {
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        return new TestServer() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() throws Exception {
                deployment.stop();
                server.stop();
            }
        };
    }
}
