package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import io.tmuxbridge.servlet.http.WebSocketTerminals;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletContainerInitializer;
import java.net.InetSocketAddress;
import java.util.Set;

class UndertowUpgradeTest extends UpgradeContract {

    @Override
    TestServer start(TmuxBridge bridge) throws Exception {
        ServletContainerInitializer register = (classes, context) -> WebSocketTerminals.register(context, bridge);
        DeploymentInfo application = Servlets.deployment()
                .setClassLoader(getClass().getClassLoader())
                .setContextPath("/")
                .setDeploymentName("test")
                .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, new WebSocketDeploymentInfo())
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        ServletContainerInitializer.class, new ImmediateInstanceFactory<>(register), Set.of()));
        DeploymentManager deployment = ServletContainer.Factory.newInstance().addDeployment(application);
        deployment.deploy();
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", deployment.start())
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
