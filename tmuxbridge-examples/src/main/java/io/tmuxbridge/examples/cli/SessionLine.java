package io.tmuxbridge.examples.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tmuxbridge.SessionInfo;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A session as a list shows it.
 *
 * @param session the session
 */
record SessionLine(SessionInfo session) {

    // As tmux(1) prints times: ctime(3).
    private static final DateTimeFormatter CTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);

    /** The line that {@code tmux list-sessions} would print. */
    String text(ZoneId zone) {
        return session.name() + ": " + session.windowCount() + " windows (created "
                + CTIME.format(session.created().atZone(zone)) + ")" + (attached() > 0 ? " (attached)" : "");
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("sessionId", session.id())
                .put("name", session.name())
                .put("windows", session.windowCount())
                .put("created", session.created().toEpochMilli())
                .put("activity", session.activity().toEpochMilli())
                .put("attached", attached())
                .put("cols", session.size().cols())
                .put("rows", session.size().rows());
    }

    /** How many tmux clients and viewers look at it. */
    private int attached() {
        return session.attached() + session.viewers();
    }
}
