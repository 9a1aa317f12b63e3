package com.example.client;

import io.tmuxbridge.client.TmuxClient;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Asks a server for its version, and prints the module that the client is in, and the answer. Run by ModulePathTest, in
 * a package of its own as an application is.
 */
public final class Main {

    private Main() {}

    /**
     * Runs it.
     *
     * @param arguments the server's address
     * @throws Exception when there is no answer
     */
    public static void main(String[] arguments) throws Exception {
        try (TmuxClient client = TmuxClient.builder(URI.create(arguments[0])).build()) {
            Map<String, Object> info = client.call("server.info", Map.of()).get(20, TimeUnit.SECONDS);
            System.out.println(TmuxClient.class.getModule().getName() + " " + info.get("version"));
        }
    }
}
