package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import io.tmuxbridge.servlet.http.UndertowServer;
import io.tmuxbridge.servlet.http.WebSocketTerminals;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletContainerInitializer;
import java.util.Set;

class UndertowUpgradeTest extends UpgradeContract {

    @Override
    TestServer start(TmuxBridge bridge) throws Exception {
        ServletContainerInitializer register = (classes, context) -> WebSocketTerminals.register(context, bridge);
        return UndertowServer.start(UndertowServer.application()
                .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, new WebSocketDeploymentInfo())
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        ServletContainerInitializer.class, new ImmediateInstanceFactory<>(register), Set.of())));
    }
}
