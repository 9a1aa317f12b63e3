package io.tmuxbridge.client.internal;

import io.tmuxbridge.client.TerminalEvent;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the server is told which session a terminal shows. A session that gets another name is the same one, and its old
 * name may be another's by then.
 *
 * <p><b>Threads:</b> in turns of the client.
 */
final class Address {

    private static final Pattern ID = Pattern.compile("\\$\\d+");

    private String name;
    private Optional<String> id = Optional.empty();
    private boolean byId;

    /** Takes what the application calls it: a name, or its {@code $id}, which stays. */
    Address(String given) {
        name = given;
    }

    /** What it is asked for by, and by what answers name it. */
    String session() {
        return id.filter(known -> byId).orElse(name);
    }

    /** What people call it. */
    String name() {
        return name;
    }

    void heard(TerminalEvent event) {
        if (event instanceof TerminalEvent.SessionRenamed renamed
                && !ID.matcher(name).matches()) {
            name = renamed.newName();
        } else if (event instanceof TerminalEvent.Layout layout
                && layout.sessionName().equals(name)) { // one with a pane in common is told, too
            id = Optional.of(layout.sessionId());
        }
    }

    /** While no pane of it is shown nobody says that it gets another name: it is asked for by what never changes. */
    void paneEnded() {
        byId = true;
    }

    void connected() {
        byId = false;
    }

    /** A tmux that began anew gives its ids to other sessions. */
    void lineLost() {
        byId = false;
        id = Optional.empty();
    }
}
