package io.tmuxbridge.servlet.http;

import io.tmuxbridge.jakarta.contract.TestServer;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.spec.HttpServletRequestImpl;
import io.undertow.servlet.util.ImmediateInstanceFactory;
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
        return UndertowServer.start(UndertowServer.application()
                .addServlet(Servlets.servlet("http", TerminalServlet.class, new ImmediateInstanceFactory<>(servlet))
                        .setAsyncSupported(true)
                        .addMapping(mapping)));
    }
}
