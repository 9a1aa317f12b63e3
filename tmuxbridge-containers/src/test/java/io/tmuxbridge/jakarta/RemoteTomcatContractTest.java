package io.tmuxbridge.jakarta;

import io.tmuxbridge.containers.server.ServerKind;

class RemoteTomcatContractTest extends RemoteContract {

    @Override
    ServerKind kind() {
        return ServerKind.TOMCAT;
    }

    /** Tomcat refuses an encoded slash unless its connector is told otherwise. */
    @Override
    protected String charactersRefusedInPaths() {
        return "/";
    }
}
