package io.tmuxbridge.examples;

import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.core.BridgeBuilder;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** How {@code serve} shows what programs print: what they may ask of those who look on, and when they are too fast. */
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

    /** For tests that want screens also of a machine that is too busy to be that fast. */
    @Option(
            names = "--flood-from",
            paramLabel = "BYTES",
            hidden = true,
            description = "bytes a second from which on a pane comes through a pipe, and as screens")
    private Optional<Integer> flood = Optional.empty();

    void set(BridgeBuilder builder) {
        builder.outputPolicy(policy());
        flood.ifPresent(bytes -> builder.floodBytesPerSecond(bytes).screensBytesPerSecond(bytes));
    }

    private OutputPolicy policy() {
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
