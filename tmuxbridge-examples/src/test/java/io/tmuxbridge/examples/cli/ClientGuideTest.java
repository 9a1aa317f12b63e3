package io.tmuxbridge.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.examples.ClientInTenLines;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The guide's example is the one that is compiled, and does what it says on a real server. */
class ClientGuideTest {

    @Test
    @Timeout(60)
    void itRunsOnARealServer() throws Exception {
        try (RealServer server = new RealServer()) {
            ClientInTenLines.run(URI.create(server.url()), RealServer.TOKEN);
        }
    }

    @Test
    void theGuideShowsWhatIsCompiledAndItIsShort() throws Exception {
        String guide = Files.readString(Path.of("..", "docs", "client.md"));
        String source = Files.readString(
                Path.of("src", "main", "java", "io", "tmuxbridge", "examples", "ClientInTenLines.java"));
        int begin = guide.indexOf("```java\n") + "```java\n".length();
        String snippet = guide.substring(begin, guide.indexOf("```", begin));

        assertThat(snippet.lines()).hasSizeBetween(5, 10);
        assertThat(source.replaceAll("\\s+", "")).contains(snippet.replaceAll("\\s+", ""));
    }
}
