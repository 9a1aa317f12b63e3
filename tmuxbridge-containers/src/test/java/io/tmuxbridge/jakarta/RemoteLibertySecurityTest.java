package io.tmuxbridge.jakarta;

import io.tmuxbridge.containers.server.ServerKind;

class RemoteLibertySecurityTest extends RemoteSecurityContract {

    @Override
    ServerKind kind() {
        return ServerKind.LIBERTY;
    }
}
