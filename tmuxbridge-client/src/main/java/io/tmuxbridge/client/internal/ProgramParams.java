package io.tmuxbridge.client.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs in a new session, window or pane, as parameters of a request. What is not given is left out.
 *
 * <p><b>Threads:</b> stateless.
 */
final class ProgramParams {

    private ProgramParams() {}

    static void put(ObjectNode params, List<String> command, Optional<Path> directory, Map<String, String> variables) {
        if (!command.isEmpty()) {
            command.forEach(params.putArray("command")::add);
        }
        directory.ifPresent(path -> params.put("cwd", path.toString()));
        if (!variables.isEmpty()) {
            variables.forEach(params.putObject("env")::put);
        }
    }
}
