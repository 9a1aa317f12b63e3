package io.tmuxbridge.core.session;

import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.stream.StreamContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes room among the logs of all panes when they hold as much as they may together.
 *
 * <p><b>Threads:</b> stateless; holds each log for the copy of what it keeps.
 */
final class LogKeeper {

    private LogKeeper() {}

    static void makeRoom(StreamContext context, List<Terminal> terminals) {
        List<OutputLog> idle = new ArrayList<>();
        List<OutputLog> viewed = new ArrayList<>();
        for (Terminal terminal : terminals) {
            (terminal.viewers() == 0 ? idle : viewed).addAll(terminal.logs());
        }
        long forgotten = context.logs().makeRoom(idle, viewed);
        if (forgotten > 0) {
            context.metrics().add("logs.trimmed", forgotten);
        }
    }
}
