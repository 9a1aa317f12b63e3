package io.tmuxbridge.servlet.http;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.SecurityContract;
import io.tmuxbridge.jakarta.contract.TestServer;
import io.tmuxbridge.jakarta.contract.TransportClient;
import java.io.IOException;
import java.util.List;

/** The threats by HTTP. One subclass for each container. */
abstract class HttpSecurityContract extends SecurityContract {

    abstract TestServer start(TerminalServlet servlet, String mapping) throws Exception;

    @Override
    protected TestServer start(TmuxBridge bridge) throws Exception {
        return start(new TerminalServlet(bridge, HttpOptions.defaults()), "/http/terminal/*");
    }

    @Override
    protected String path() {
        return "/http/terminal";
    }

    @Override
    protected String protocolsHeader() {
        return "Tmuxbridge-Protocols";
    }

    @Override
    protected TransportClient open(int port, String target, List<String> headers) throws IOException {
        return new HttpClientConnection(port, target, List.of(), headers.toArray(String[]::new));
    }
}
