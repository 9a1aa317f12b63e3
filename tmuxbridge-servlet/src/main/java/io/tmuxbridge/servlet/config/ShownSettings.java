package io.tmuxbridge.servlet.config;

import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.access.Redaction;
import io.tmuxbridge.access.Role;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings {@code tmuxbridge.output.*} and {@code tmuxbridge.redaction.*}: what viewers are shown.
 *
 * <p><b>Threads:</b> stateless.
 */
final class ShownSettings {

    private static final String OUTPUT = "tmuxbridge.output.";
    private static final String REDACTION = "tmuxbridge.redaction.";

    /** A setting that is empty is one that is not set, so that no schemes at all take a word. */
    private static final String NONE = "none";

    private ShownSettings() {}

    static OutputPolicy output(SettingsSource source) {
        Setting schemes = Setting.of(source, OUTPUT + "link-schemes");
        OutputPolicy policy = Settable.read(
                        source,
                        OUTPUT,
                        List.of(Settable.bytes("clipboard-bytes", OutputPolicy::withClipboardBytes)),
                        OutputPolicy.DEFAULT)
                .withTitles(Setting.of(source, OUTPUT + "titles").flag(OutputPolicy.DEFAULT.titles()));
        return schemes.map(text -> policy.withLinkSchemes(text.equals(NONE) ? Set.of() : Set.copyOf(schemes.list())))
                .orElse(policy);
    }

    static Redaction redaction(SettingsSource source) {
        Setting roles = Setting.of(source, REDACTION + "hide-from");
        Setting pattern = Setting.of(source, REDACTION + "pattern");
        Set<Role> from = roles.list().stream().map(roles::role).collect(Collectors.toSet());
        if (from.isEmpty()) {
            if (pattern.isSet()) {
                throw pattern.wrong("nothing would be hidden: set " + roles.name() + " to the roles it is hidden from");
            }
            return Redaction.NONE;
        }
        Redaction policy = Redaction.from(Role.VIEWER).withRoles(from);
        return pattern.map(expression -> policy.withPattern("setting", expression))
                .orElse(policy);
    }
}
