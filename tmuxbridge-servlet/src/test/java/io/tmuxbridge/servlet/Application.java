package io.tmuxbridge.servlet;

/** A web application that runs in some container at the root path. */
interface Application extends AutoCloseable {

    int port();

    @Override
    void close() throws Exception;
}
