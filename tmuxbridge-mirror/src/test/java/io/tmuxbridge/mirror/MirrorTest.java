package io.tmuxbridge.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A whole session as {@code tmux attach} draws it, seen by a client of the protocol. */
class MirrorTest {

    private final MirrorFixture fixture = new MirrorFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void itShowsPanesBordersAndTheStatusLine() {
        fixture.server.newSession("s", 80, 24, "cat");
        fixture.server.tmux("split-window", "-h", "-t", "s", "cat");
        MirrorFixture.Client client = fixture.admin();
        JsonNode connected = client.mirror("s", 80, 24, "");

        assertThat(connected.path("access").asText()).isEqualTo("write");
        client.type(1, "hello\\r");
        await().until(() -> client.shown().text().split("hello", -1).length == 3);
        assertThat(client.shown().text()).contains("│").contains("[s] 0:");
    }

    @Test
    void thePrefixKeyWorksForAnAdmin() {
        fixture.server.newSession("s", 80, 24, "cat");
        MirrorFixture.Client client = fixture.admin();
        client.mirror("s", 80, 24, "");
        client.awaitText("[s]");
        client.type(1, "\\u0002%");
        await().until(() -> fixture.told("s", "#{window_panes}").equals("2"));
        client.awaitText("│");
    }

    @Test
    void nothingUnpackedIsLeftBehind() throws IOException {
        fixture.server.newSession("s", 80, 24, "cat");
        Set<Path> before = unpacked();
        MirrorFixture.Client client = fixture.admin();
        client.mirror("s", 80, 24, "");
        fixture.admin().mirror("s", 90, 24, "");
        await().until(() -> before.containsAll(unpacked()));
    }

    private static Set<Path> unpacked() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("pty4j"))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void viewersOfOneSizeShareAClientAndThoseWhoOnlyLookOnHaveAnother() {
        fixture.server.newSession("s", 80, 24, "cat");
        fixture.admin().mirror("s", 80, 24, "");
        fixture.admin().mirror("s", 80, 24, "");
        fixture.admin().mirror("s", 100, 30, "");
        fixture.admin().mirror("s", 80, 24, ",'access':'read'");
        fixture.admin().mirror("s", 80, 24, ",'access':'read'");
        assertThat(fixture.clients())
                .containsExactly(
                        "100x30 attached,focused,UTF-8",
                        "80x24 attached,focused,UTF-8",
                        "80x24 attached,focused,ignore-size,read-only,UTF-8");
    }
}
