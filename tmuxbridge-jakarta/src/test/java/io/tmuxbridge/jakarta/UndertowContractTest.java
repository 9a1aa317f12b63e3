package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.websockets.jsr.UndertowSession;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import java.net.InetSocketAddress;
import java.util.Optional;

class UndertowContractTest extends WebSocketContract {

    @Override
    EndpointOptions options() {
        return super.options()
                .withRemoteAddress(session -> Optional.of(((UndertowSession) session)
                        .getWebSocketChannel()
                        .getSourceAddress()
                        .getAddress()
                        .getHostAddress()))
                .withAbort(session -> ((UndertowSession) session).forceClose());
    }

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options) throws Exception {
        return serve(new WebSocketDeploymentInfo()
                .addListener(container -> TmuxBridgeEndpoint.register(container, bridge, options)));
    }

    /** Undertow with whatever endpoints are registered there. */
    static TestServer serve(WebSocketDeploymentInfo sockets) throws Exception {
        DeploymentManager deployment = ServletContainer.Factory.newInstance()
                .addDeployment(Servlets.deployment()
                        .setClassLoader(UndertowContractTest.class.getClassLoader())
                        .setContextPath("/")
                        .setDeploymentName("test")
                        .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, sockets));
        deployment.deploy();
        HttpHandler handler = deployment.start();
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", handler)
                .setIoThreads(2)
                .setWorkerThreads(4)
                .build();
        server.start();
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
