package io.tmuxbridge.servlet.config;

import io.tmuxbridge.core.BridgeBuilder;
import java.nio.file.Path;

/**
 * The settings {@code tmuxbridge.tmux.*}: which tmux, and which of its servers.
 *
 * <p><b>Threads:</b> used while the application starts, by the thread that starts it.
 */
final class ServerSettings {

    private final Setting name;
    private final Setting path;
    private final Setting servers;
    private final Setting binary;
    private final Setting prefix;

    ServerSettings(SettingsSource source) {
        name = Setting.of(source, "tmuxbridge.tmux.socket-name");
        path = Setting.of(source, "tmuxbridge.tmux.socket-path");
        servers = Setting.of(source, "tmuxbridge.tmux.servers");
        binary = Setting.of(source, "tmuxbridge.tmux.binary");
        prefix = Setting.of(source, "tmuxbridge.tmux.server-prefix");
    }

    /** Which server, for the log. */
    String socket() {
        return "socket " + path.value().or(name::value).orElse("default");
    }

    void set(BridgeBuilder builder) {
        if (name.isSet() && path.isSet()) {
            throw name.wrong(path.name() + " is set as well: set one of them");
        }
        if (name.value().filter(text -> text.indexOf('/') >= 0).isPresent()) {
            throw name.wrong("it is a name as for tmux -L, without a slash; a path is for " + path.name());
        }
        name.map(builder::tmuxSocketName);
        path.map(Path::of).ifPresent(builder::tmuxSocketPath);
        servers.map(count -> builder.tmuxServers(Amounts.number(count)));
        binary.map(Path::of).ifPresent(builder::tmuxBinary);
        builder.tmuxServerPrefix(prefix.list());
    }
}
