package io.tmuxbridge.jakarta;

import io.tmuxbridge.containers.server.ServerKind;

class RemoteTomcatSecurityTest extends RemoteSecurityContract {

    @Override
    ServerKind kind() {
        return ServerKind.TOMCAT;
    }
}
