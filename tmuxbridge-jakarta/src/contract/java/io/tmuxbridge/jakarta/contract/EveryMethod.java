package io.tmuxbridge.jakarta.contract;

import java.util.LinkedHashMap;
import java.util.Map;

/** The methods about one session, with what they need beside its name. */
final class EveryMethod {

    /** Those that change something. */
    static final Map<String, String> WRITING = writing();

    /** Those that only tell something. */
    static final Map<String, String> READING = Map.of(
            "session.get", "",
            "pane.capture", "",
            "pane.search", ",\"pattern\":\"x\"",
            "pane.await", ",\"silenceMs\":1",
            "viewer.list", "",
            "lease.get", "");

    private EveryMethod() {}

    private static Map<String, String> writing() {
        Map<String, String> methods = new LinkedHashMap<>();
        methods.put("session.rename", ",\"name\":\"stolen\"");
        methods.put("window.create", ",\"name\":\"intruder\"");
        methods.put("window.select", "");
        methods.put("window.rename", ",\"name\":\"stolen\"");
        methods.put("pane.split", "");
        methods.put("pane.select", "");
        methods.put("pane.resize", ",\"cols\":20,\"rows\":5");
        methods.put("pane.zoom", "");
        methods.put("pane.send", ",\"text\":\"exit\\\\r\"");
        methods.put("pane.run", ",\"command\":\"exit\"");
        methods.put("access.get", "");
        methods.put("access.grant", ",\"caller\":\"ada\",\"permission\":\"write\"");
        methods.put("access.give", ",\"caller\":\"ada\"");
        methods.put("share.create", ",\"permission\":\"write\",\"seconds\":60");
        methods.put("share.revoke", ",\"shareId\":\"0123456789ab\"");
        methods.put("lease.request", "");
        methods.put("lease.grant", ",\"caller\":\"ada\"");
        methods.put("lease.take", "");
        methods.put("lease.release", "");
        methods.put("window.kill", "");
        methods.put("pane.kill", "");
        methods.put("session.kill", "");
        return methods;
    }
}
