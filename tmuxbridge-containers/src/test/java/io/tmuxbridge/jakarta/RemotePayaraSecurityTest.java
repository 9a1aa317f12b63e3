package io.tmuxbridge.jakarta;

import io.tmuxbridge.containers.server.ServerKind;

class RemotePayaraSecurityTest extends RemoteSecurityContract {

    @Override
    ServerKind kind() {
        return ServerKind.PAYARA;
    }
}
