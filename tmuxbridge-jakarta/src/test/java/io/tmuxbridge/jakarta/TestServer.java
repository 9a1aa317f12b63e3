package io.tmuxbridge.jakarta;

/** A container that runs, with the bridge registered in it. */
interface TestServer extends AutoCloseable {

    /** The port it listens on, at 127.0.0.1. */
    int port();

    @Override
    void close() throws Exception;
}
