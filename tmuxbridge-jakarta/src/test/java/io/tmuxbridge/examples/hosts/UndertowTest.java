package io.tmuxbridge.examples.hosts;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.EndpointOptions;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.websockets.jsr.UndertowSession;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import java.util.Optional;

class UndertowTest extends HostGuide {

    @Override
    AutoCloseable start(TmuxBridge bridge, int port) throws Exception {
        EndpointOptions options = EndpointOptions.defaults()
                .withRemoteAddress(session -> Optional.of(((UndertowSession) session)
                        .getWebSocketChannel()
                        .getSourceAddress()
                        .getAddress()
                        .getHostAddress()))
                .withAbort(session -> ((UndertowSession) session).forceClose());
        WebSocketDeploymentInfo sockets = new WebSocketDeploymentInfo()
                .addListener(container -> TmuxBridgeEndpoint.register(container, bridge, options));

        DeploymentManager deployment = Servlets.defaultContainer()
                .addDeployment(Servlets.deployment()
                        .setClassLoader(getClass().getClassLoader())
                        .setDeploymentName("terminals")
                        .setContextPath("/")
                        .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, sockets));
        deployment.deploy();
        Undertow server = Undertow.builder()
                .addHttpListener(port, "127.0.0.1", deployment.start())
                .build();
        server.start();
        return () -> {
            deployment.stop();
            deployment.undeploy();
            server.stop();
        };
    }
}
