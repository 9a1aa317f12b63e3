package io.tmuxbridge.containers.war;

import io.tmuxbridge.containers.server.ServerKind;

class TomcatWarTest extends WarContract {

    @Override
    ServerKind kind() {
        return ServerKind.TOMCAT;
    }
}
