package io.tmuxbridge.jakarta;

import io.tmuxbridge.containers.server.ServerKind;

class RemoteWildflySecurityTest extends RemoteSecurityContract {

    @Override
    ServerKind kind() {
        return ServerKind.WILDFLY;
    }
}
