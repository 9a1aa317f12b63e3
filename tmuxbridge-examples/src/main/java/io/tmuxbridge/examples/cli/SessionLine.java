package io.tmuxbridge.examples.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tmuxbridge.SessionInfo;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A session as a list shows it.
 *
 * @param id tmux's {@code $id}
 * @param name its name
 * @param windows number of windows
 * @param created when it was created
 * @param activity when something last happened in it
 * @param attached tmux clients and viewers that look at it
 * @param cols columns
 * @param rows rows
 */
record SessionLine(
        String id, String name, int windows, Instant created, Instant activity, int attached, int cols, int rows) {

    // As tmux(1) prints times: ctime(3).
    private static final DateTimeFormatter CTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);

    static SessionLine of(SessionInfo info) {
        return new SessionLine(
                info.id(),
                info.name(),
                info.windowCount(),
                info.created(),
                info.activity(),
                info.attached() + info.viewers(),
                info.size().cols(),
                info.size().rows());
    }

    /** The line that {@code tmux list-sessions} would print. */
    String text(ZoneId zone) {
        return name + ": " + windows + " windows (created " + CTIME.format(created.atZone(zone)) + ")"
                + (attached > 0 ? " (attached)" : "");
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("sessionId", id)
                .put("name", name)
                .put("windows", windows)
                .put("created", created.toEpochMilli())
                .put("activity", activity.toEpochMilli())
                .put("attached", attached)
                .put("cols", cols)
                .put("rows", rows);
    }
}
