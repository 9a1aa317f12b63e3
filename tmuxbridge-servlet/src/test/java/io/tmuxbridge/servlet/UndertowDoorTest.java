package io.tmuxbridge.servlet;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContextListener;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Undertow alone looks for nothing by itself: this does what WildFly does, ours among the initializers of the class
 * path.
 */
class UndertowDoorTest extends DoorContract {

    @Override
    Application start(Map<String, String> parameters, List<ServletContextListener> listeners) throws Exception {
        DeploymentInfo application = Servlets.deployment()
                .setClassLoader(getClass().getClassLoader())
                .setContextPath("/")
                .setDeploymentName("test")
                .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, new WebSocketDeploymentInfo());
        parameters.forEach(application::addInitParameter);
        for (ServletContextListener listener : listeners) {
            application.addListener(Servlets.listener(
                    listener.getClass(), new ImmediateInstanceFactory<java.util.EventListener>(listener)));
        }
        ServiceLoader.load(ServletContainerInitializer.class).stream()
                .filter(each -> each.type().getPackageName().startsWith("io."))
                .map(ServiceLoader.Provider::get)
                .forEach(each -> application.addServletContainerInitializer(new ServletContainerInitializerInfo(
                        each.getClass(), new ImmediateInstanceFactory<>(each), Set.of())));
        DeploymentManager deployment = ServletContainer.Factory.newInstance().addDeployment(application);
        deployment.deploy();
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", deployment.start())
                .build();
        server.start();
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        return new Application() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() throws Exception {
                deployment.stop();
                deployment.undeploy();
                server.stop();
            }
        };
    }
}
