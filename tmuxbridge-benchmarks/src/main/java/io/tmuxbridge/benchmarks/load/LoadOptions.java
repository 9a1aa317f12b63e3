package io.tmuxbridge.benchmarks.load;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to do to which server.
 *
 * @param viewers how many in all, spread over the sessions
 * @param sessions how many
 * @param rate lines a second in each session
 * @param seconds how long is measured
 * @param warm seconds before that
 * @param subprotocols {@code binary}, {@code json}, or both in turn
 * @param delivery {@code lossless} or {@code fresh}
 * @param url the running server, absent to start one
 * @param token credentials for it
 * @param tmuxSocket the server's tmux, as in {@code tmux -L}
 * @param pid the running server's process, for its CPU and memory
 * @param launcher what starts a server, without port and socket
 */
record LoadOptions(
        int viewers,
        int sessions,
        int rate,
        int seconds,
        int warm,
        List<String> subprotocols,
        String delivery,
        Optional<String> url,
        Optional<String> token,
        Optional<String> tmuxSocket,
        Optional<Long> pid,
        List<String> launcher) {

    static final String USAGE = """
            load [--viewers 100] [--sessions 1] [--rate 1000] [--seconds 10] [--warm 3]
                 [--subprotocol binary|json|both] [--delivery lossless|fresh]
                 [--url http://HOST:PORT --tmux-socket NAME [--token JWT] [--pid PID]]
            Without --url a server and a tmux of its own are started, and ended.""";

    private static final List<String> NAMES = List.of(
            "viewers",
            "sessions",
            "rate",
            "seconds",
            "warm",
            "subprotocol",
            "delivery",
            "url",
            "token",
            "tmux-socket",
            "pid",
            "launcher");

    LoadOptions {
        if (viewers < 1 || sessions < 1 || rate < 1 || seconds < 1 || warm < 0) {
            throw new IllegalArgumentException("numbers must be 1 or more");
        }
        if (!List.of("lossless", "fresh").contains(delivery)) {
            throw new IllegalArgumentException("delivery is " + delivery + ": lossless or fresh");
        }
        if (url.isPresent() && tmuxSocket.isEmpty()) {
            throw new IllegalArgumentException("--url needs --tmux-socket, where the sessions are made");
        }
    }

    static LoadOptions of(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : arguments[i];
            if (!NAMES.contains(name) || i + 1 == arguments.length) {
                throw new IllegalArgumentException("no such option, or nothing behind it: " + arguments[i]);
            }
            given.put(name, arguments[i + 1]);
        }
        return new LoadOptions(
                number(given, "viewers", 100),
                number(given, "sessions", 1),
                number(given, "rate", 1000),
                number(given, "seconds", 10),
                number(given, "warm", 3),
                subprotocols(given.getOrDefault("subprotocol", "binary")),
                given.getOrDefault("delivery", "lossless"),
                Optional.ofNullable(given.get("url")),
                Optional.ofNullable(given.get("token")),
                Optional.ofNullable(given.get("tmux-socket")),
                Optional.ofNullable(given.get("pid")).map(Long::valueOf),
                Arrays.asList(
                        given.getOrDefault("launcher", "./tmuxbridge serve").split(" ")));
    }

    private static int number(Map<String, String> given, String name, int otherwise) {
        return Integer.parseInt(given.getOrDefault(name, String.valueOf(otherwise)));
    }

    private static List<String> subprotocols(String word) {
        return switch (word) {
            case "binary", "json" -> List.of(word);
            case "both" -> List.of("binary", "json");
            default -> throw new IllegalArgumentException("subprotocol is " + word + ": binary, json or both");
        };
    }
}
