package io.tmuxbridge.jakarta;

import io.tmuxbridge.containers.server.ServerKind;

class RemoteQuarkusSecurityTest extends RemoteSecurityContract {

    @Override
    ServerKind kind() {
        return ServerKind.QUARKUS;
    }
}
