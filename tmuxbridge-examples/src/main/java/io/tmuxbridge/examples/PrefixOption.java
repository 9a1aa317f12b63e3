package io.tmuxbridge.examples;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What starts a tmux server. */
final class PrefixOption {

    /** Set by the launcher's script when it runs this JVM as a batch process: nobody chose that for the sessions. */
    private static final String OWN_BATCH = "TMUXBRIDGE_OWN_BATCH";

    @Option(
            names = "--tmux-server-prefix",
            paramLabel = "WORDS",
            split = " ",
            defaultValue = "${env:TMUXBRIDGE_SERVER_PREFIX:-}",
            description = "put before tmux when that may start its server, for example systemd-run --user --scope")
    private List<String> words = List.of();

    List<String> words() {
        return words(System.getenv(OWN_BATCH) != null);
    }

    /** The words of the command line that starts a server in place of tmux itself. */
    List<String> words(boolean batch) {
        Stream<String> own = batch ? Stream.of("chrt", "--other", "0") : Stream.empty();
        return Stream.concat(own, words.stream().filter(word -> !word.isEmpty()))
                .toList();
    }
}
