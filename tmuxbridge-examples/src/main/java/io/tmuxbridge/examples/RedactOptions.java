package io.tmuxbridge.examples;

import io.tmuxbridge.access.Redaction;
import io.tmuxbridge.access.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which secrets {@code serve} hides, and from whom. */
final class RedactOptions {

    @Option(
            names = "--redact",
            paramLabel = "ROLE",
            split = ",",
            description = "masks secrets in what these roles are shown: viewer, operator, admin (docs/security.md)")
    private Set<Role> roles = EnumSet.noneOf(Role.class);

    @Option(
            names = "--redact-pattern",
            paramLabel = "REGEX",
            description = "also masks what this matches, or its ( ) groups if it has any; may be given several times")
    private List<String> patterns = List.of();

    /** The policy; none when no role is given. */
    Redaction redaction() {
        if (roles.isEmpty()) {
            return Redaction.NONE;
        }
        Redaction policy = Redaction.from(roles.iterator().next()).withRoles(roles);
        for (int i = 0; i < patterns.size(); i++) {
            policy = policy.withPattern("--redact-pattern " + (i + 1), patterns.get(i));
        }
        return policy;
    }

    /** Whether patterns are given and nobody to hide anything from. */
    boolean isMisuse() {
        return roles.isEmpty() && !patterns.isEmpty();
    }
}
