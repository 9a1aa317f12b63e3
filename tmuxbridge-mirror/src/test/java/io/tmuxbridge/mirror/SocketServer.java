package io.tmuxbridge.mirror;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;

/** A container (Undertow) on loopback with a bridge registered in it, and clients of it. */
final class SocketServer implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final DeploymentManager deployment;
    private final Undertow server;

    SocketServer(TmuxBridge bridge) {
        WebSocketDeploymentInfo sockets =
                new WebSocketDeploymentInfo().addListener(container -> TmuxBridgeEndpoint.register(container, bridge));
        deployment = ServletContainer.Factory.newInstance()
                .addDeployment(Servlets.deployment()
                        .setClassLoader(getClass().getClassLoader())
                        .setContextPath("/")
                        .setDeploymentName("mirror")
                        .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, sockets));
        deployment.deploy();
        try {
            server = Undertow.builder()
                    .addHttpListener(0, "127.0.0.1", deployment.start())
                    .setIoThreads(2)
                    .setWorkerThreads(4)
                    .build();
        } catch (ServletException e) {
            throw new AssertionError("the bridge is not registered", e);
        }
        server.start();
    }

    /** Somebody who shows a token. */
    SocketLine open(String token, boolean binary) {
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        return SocketLine.open(http, URI.create("ws://127.0.0.1:" + port + "/ws/terminal"), token, binary);
    }

    @Override
    public void close() {
        try {
            deployment.stop();
        } catch (ServletException e) {
            throw new AssertionError("the container does not stop", e);
        } finally {
            server.stop();
        }
    }
}
