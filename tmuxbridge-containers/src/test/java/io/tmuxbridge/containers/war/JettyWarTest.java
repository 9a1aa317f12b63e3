package io.tmuxbridge.containers.war;

import io.tmuxbridge.containers.server.ServerKind;

class JettyWarTest extends WarContract {

    @Override
    ServerKind kind() {
        return ServerKind.JETTY;
    }
}
