package io.tmuxbridge.jakarta;

import io.tmuxbridge.containers.server.ServerKind;

class RemoteJettySecurityTest extends RemoteSecurityContract {

    @Override
    ServerKind kind() {
        return ServerKind.JETTY;
    }
}
