package io.tmuxbridge.jakarta.contract;

/** A container that runs, with the bridge registered in it. */
public interface TestServer extends AutoCloseable {

    /** The port it listens on, at 127.0.0.1. */
    int port();

    @Override
    void close() throws Exception;
}
