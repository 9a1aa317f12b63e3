package io.tmuxbridge.jakarta;

import io.tmuxbridge.containers.server.ServerKind;

class RemotePayaraContractTest extends RemoteContract {

    @Override
    ServerKind kind() {
        return ServerKind.PAYARA;
    }
}
