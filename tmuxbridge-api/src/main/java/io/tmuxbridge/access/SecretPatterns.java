package io.tmuxbridge.access;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Patterns of well-known secrets, for {@link Redaction}. What precedes the secret stays readable, so that readers can
 * tell what it was.
 */
final class SecretPatterns {

    private static final String NOT_IN_A_WORD = "(?<![A-Za-z0-9])";

    /** Regular expressions, by name. */
    static final Map<String, String> BUILT_IN = builtIn();

    private SecretPatterns() {}

    private static Map<String, String> builtIn() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("aws-access-key", NOT_IN_A_WORD + "(?:AKIA|ASIA|ABIA|ACCA)([A-Z0-9]{16})");
        all.put("github-token", NOT_IN_A_WORD + "(?:gh[opsur]_|github_pat_)([A-Za-z0-9_]{20,})");
        all.put("gitlab-token", NOT_IN_A_WORD + "glpat-([A-Za-z0-9_-]{16,})");
        all.put("slack-token", NOT_IN_A_WORD + "(?:xox[a-z]|xapp)-([A-Za-z0-9-]{10,})");
        all.put("slack-webhook", "hooks\\.slack\\.com/services/([A-Za-z0-9/]{16,})");
        all.put("google-api-key", NOT_IN_A_WORD + "AIza([A-Za-z0-9_-]{35})");
        all.put("npm-token", NOT_IN_A_WORD + "npm_([A-Za-z0-9]{36})");
        all.put("sk-key", NOT_IN_A_WORD + "sk-([A-Za-z0-9_-]{20,})");
        all.put("stripe-key", NOT_IN_A_WORD + "(?:sk|rk)_(?:live|test)_([A-Za-z0-9]{16,})");
        all.put("jwt", NOT_IN_A_WORD + "eyJ[A-Za-z0-9_-]{8,}\\.eyJ([A-Za-z0-9_.-]{8,})");
        all.put(
                "private-key",
                "-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----\\s*"
                        + "(?:[A-Za-z-]+: [^\\n]*\\n)*\\s*"
                        + "((?:[A-Za-z0-9+/]{40,}\\s+)*[A-Za-z0-9+/=]+)");
        all.put("bearer", "(?i)bearer[ \\t]+([A-Za-z0-9._~+/=-]{8,})");
        all.put("basic-auth", "(?i)authorization:[ \\t]*basic[ \\t]+([A-Za-z0-9+/=]{8,})");
        all.put("url-password", "://[^/\\s:@]+:([^/\\s:@]+)@");
        all.put(
                "assignment",
                "(?i)(?:password|passwd|passphrase|secret|token|(?:api|access|secret|private|auth)[_-]?key)"
                        + "[\"']?[ \\t]*[=:][ \\t]*(?:\"([^\"\\n]{4,})|'([^'\\n]{4,})|([^\\s\"'&;,]{4,}))");
        return Collections.unmodifiableMap(all);
    }
}
