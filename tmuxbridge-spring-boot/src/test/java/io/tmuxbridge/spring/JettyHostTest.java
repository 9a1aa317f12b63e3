package io.tmuxbridge.spring;

/** Spring Boot with its starter for Jetty. */
class JettyHostTest extends HostContract {

    @Override
    String server() {
        return SpringApp.WITHOUT_TOMCAT;
    }
}
