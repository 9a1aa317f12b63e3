package io.tmuxbridge.jakarta;

import io.tmuxbridge.containers.server.ServerKind;

class RemoteLibertyContractTest extends RemoteContract {

    @Override
    ServerKind kind() {
        return ServerKind.LIBERTY;
    }
}
