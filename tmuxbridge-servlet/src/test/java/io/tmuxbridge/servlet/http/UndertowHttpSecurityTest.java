package io.tmuxbridge.servlet.http;

import io.tmuxbridge.jakarta.contract.TestServer;

class UndertowHttpSecurityTest extends HttpSecurityContract {

    @Override
    TestServer start(TerminalServlet servlet, String mapping) throws Exception {
        return new UndertowHttpTest().start(servlet, mapping);
    }
}
