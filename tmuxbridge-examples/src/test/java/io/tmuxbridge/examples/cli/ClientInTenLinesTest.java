package io.tmuxbridge.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.examples.ClientInTenLines;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example of docs/client.md on a real server; that the document shows it is checked with all the others. */
class ClientInTenLinesTest {

    @Test
    @Timeout(60)
    void itRunsOnARealServer() throws Exception {
        try (RealServer server = new RealServer()) {
            ClientInTenLines.run(URI.create(server.url()), RealServer.TOKEN);
        }
    }

    @Test
    void itIsShort() throws Exception {
        String guide = Files.readString(Path.of("..", "docs", "client.md"));
        int begin = guide.indexOf("```java\n") + "```java\n".length();

        assertThat(guide.substring(begin, guide.indexOf("```", begin)).lines()).hasSizeBetween(5, 10);
    }
}
