package io.tmuxbridge.servlet.config;

import io.tmuxbridge.TmuxBridgeException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names of all settings, so that one that is misspelt is found.
 *
 * <p><b>Threads:</b> any; stateless.
 */
public final class SettingNames {

    private static final String PREFIX = "tmuxbridge.";
    /** Letters that may be wrong in what is meant for another name. */
    private static final int NEAR = 3;

    private static final List<String> OTHERS = List.of(
            "enabled",
            "path-prefix",
            "origins",
            "trusted-proxies",
            "size-policy",
            "tmux.binary",
            "tmux.socket-name",
            "tmux.socket-path",
            "tmux.servers",
            "tmux.server-prefix",
            "access.roles",
            "access.lifetime",
            "access.token",
            "access.token-role",
            "access.jwt.issuer",
            "access.jwt.jwks",
            "access.jwt.key",
            "access.jwt.audience",
            "access.jwt.roles-claim",
            "access.jwt.roles-prefix",
            "access.jwt.skew",
            "access.jwt.max-lifetime",
            "access.unowned",
            "output.titles",
            "output.clipboard-bytes",
            "output.link-schemes",
            "redaction.hide-from",
            "redaction.pattern",
            "refuse-by-status",
            "http",
            "http-stream-buffer",
            "page");

    static final List<String> ALL = Stream.of(OTHERS, LimitSettings.names(), QuotaSettings.names())
            .flatMap(List::stream)
            .map(PREFIX::concat)
            .toList();

    private SettingNames() {}

    /**
     * Refuses names that begin as settings do and are none.
     *
     * @param names all names that are set, others among them
     * @throws TmuxBridgeException {@link io.tmuxbridge.ErrorCode#INVALID} with the name, and the one that is nearest
     */
    public static void check(Collection<String> names) {
        names.stream().flatMap(name -> unknown(name).stream()).findFirst().ifPresent(told -> {
            throw Setting.invalid(told);
        });
    }

    /**
     * What to say of a name.
     *
     * @param name any name
     * @return that it is no setting, and which one may be meant; empty for a setting, and for what does not begin as
     *     one
     */
    public static Optional<String> unknown(String name) {
        if (!name.startsWith(PREFIX) || ALL.contains(name)) {
            return Optional.empty();
        }
        return Optional.of(name + " is no setting: "
                + meant(name)
                        .map(known -> "did you mean " + known + "?")
                        .orElse("remove it, or use one of the table in docs/embedding.md"));
    }

    /** The one with nearly the same letters, else one with the same last word. */
    private static Optional<String> meant(String name) {
        String last = name.substring(name.lastIndexOf('.'));
        return ALL.stream()
                .min(Comparator.comparingInt(known -> distance(known, name)))
                .filter(known -> distance(known, name) <= NEAR)
                .or(() -> ALL.stream().filter(known -> known.endsWith(last)).findFirst());
    }

    /** How many letters have to be put in, taken out or changed (Levenshtein). */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j < before.length; j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[before.length];
            now[0] = i;
            for (int j = 1; j < now.length; j++) {
                int change = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(change, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[other.length()];
    }
}
