package io.tmuxbridge.examples;

import io.tmuxbridge.access.OutputPolicy;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** What programs in panes may ask of those who look on through {@code serve}. */
final class OutputOptions {

    /** What can be denied. */
    enum Kind {
        TITLES,
        CLIPBOARD,
        LINKS
    }

    @Option(
            names = "--deny-output",
            paramLabel = "KIND",
            split = ",",
            description = "keeps from viewers what programs ask beside drawing: titles, clipboard, links")
    private Set<Kind> denied = EnumSet.noneOf(Kind.class);

    OutputPolicy policy() {
        OutputPolicy policy = OutputPolicy.DEFAULT;
        for (Kind kind : denied) {
            policy = switch (kind) {
                case TITLES -> policy.withTitles(false);
                case CLIPBOARD -> policy.withClipboardBytes(0);
                case LINKS -> policy.withLinkSchemes(Set.of());
            };
        }
        return policy;
    }
}
