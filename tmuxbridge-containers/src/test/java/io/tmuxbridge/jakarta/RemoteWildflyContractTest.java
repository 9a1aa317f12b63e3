package io.tmuxbridge.jakarta;

import io.tmuxbridge.containers.server.ServerKind;

class RemoteWildflyContractTest extends RemoteContract {

    @Override
    ServerKind kind() {
        return ServerKind.WILDFLY;
    }
}
