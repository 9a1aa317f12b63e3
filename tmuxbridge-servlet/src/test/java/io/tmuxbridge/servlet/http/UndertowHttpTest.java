package io.tmuxbridge.servlet.http;

import io.tmuxbridge.jakarta.contract.TestServer;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.servlet.spec.HttpServletRequestImpl;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import java.net.InetSocketAddress;
import org.xnio.IoUtils;

class UndertowHttpTest extends HttpContract {

    @Override
    HttpOptions options() {
        return super.options()
                .withStreamBufferBytes(1)
                .withAbort(stream -> IoUtils.safeClose(((HttpServletRequestImpl) stream.getRequest())
                        .getExchange()
                        .getConnection()));
    }

    @Override
    TestServer start(TerminalServlet servlet, String mapping) throws Exception {
        DeploymentManager deployment = ServletContainer.Factory.newInstance()
                .addDeployment(Servlets.deployment()
                        .setClassLoader(getClass().getClassLoader())
                        .setContextPath("/")
                        .setDeploymentName("test")
                        .addServlet(
                                Servlets.servlet("http", TerminalServlet.class, new ImmediateInstanceFactory<>(servlet))
                                        .setAsyncSupported(true)
                                        .addMapping(mapping)));
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
