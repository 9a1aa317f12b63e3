package io.tmuxbridge.examples.cli;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** attach as a process in a real terminal, against a server that takes the connection and says nothing. */
class AttachWhileConnectingTest {

    @TempDir
    Path directory;

    private ServerSocket silent;
    private TestTerminal terminal;

    @BeforeEach
    void begin() throws Exception {
        silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        terminal = new TestTerminal(directory);
    }

    @AfterEach
    void close() throws Exception {
        terminal.close();
        silent.close();
    }

    /** The bug: no key did anything, and all of them were typed into the session once it was there. */
    @ParameterizedTest
    @ValueSource(strings = {"C-c", "C-\\"})
    void itCanBeLeft(String key) throws Exception {
        terminal.attach("--url http://127.0.0.1:" + silent.getLocalPort() + " -t dev");
        try (Socket asked = silent.accept()) {
            terminal.keys(key);
            terminal.shows("[detached (from session dev)]");
            terminal.shows(" icanon");
        }
    }
}
