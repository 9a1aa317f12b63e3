package io.tmuxbridge.servlet.config;

import io.tmuxbridge.TmuxBridgeException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The names of all settings, so that one that is misspelt is found.
 *
 * <p><b>Threads:</b> any; stateless.
 */
public final class SettingNames {

    private static final String PREFIX = "tmuxbridge.";
    /** Letters that may be wrong in what is meant for another name. */
    private static final int NEAR = 3;

    static final List<String> ALL = List.of(
            "tmuxbridge.enabled",
            "tmuxbridge.tmux-socket",
            "tmuxbridge.tmux-servers",
            "tmuxbridge.tmux-binary",
            "tmuxbridge.path-prefix",
            "tmuxbridge.origins",
            "tmuxbridge.trusted-proxies",
            "tmuxbridge.roles",
            "tmuxbridge.token",
            "tmuxbridge.token-role",
            "tmuxbridge.jwt.issuer",
            "tmuxbridge.jwt.jwks",
            "tmuxbridge.jwt.key",
            "tmuxbridge.jwt.audience",
            "tmuxbridge.jwt.roles-claim",
            "tmuxbridge.jwt.roles-prefix",
            "tmuxbridge.refuse-by-status",
            "tmuxbridge.http",
            "tmuxbridge.http-stream-buffer",
            "tmuxbridge.page");

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
        String nearest = ALL.stream()
                .min(Comparator.comparingInt(known -> distance(known, name)))
                .orElseThrow();
        return Optional.of(name + " is no setting: "
                + (distance(nearest, name) <= NEAR
                        ? "did you mean " + nearest + "?"
                        : "remove it, or use one of " + String.join(", ", ALL)));
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
