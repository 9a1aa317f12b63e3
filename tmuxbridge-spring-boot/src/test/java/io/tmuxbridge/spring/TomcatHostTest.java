package io.tmuxbridge.spring;

/** Spring Boot as it comes. */
class TomcatHostTest extends HostContract {

    @Override
    String server() {
        return SpringApp.WITHOUT_JETTY;
    }
}
