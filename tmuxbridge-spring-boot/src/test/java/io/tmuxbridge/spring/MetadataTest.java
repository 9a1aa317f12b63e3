package io.tmuxbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What editors know of the properties. */
class MetadataTest {

    @Test
    void everyPropertyHasATypeAndWordsOfItsOwn() throws IOException {
        JsonNode properties = metadata().get("properties");
        List<String> names = new ArrayList<>();
        properties.forEach(property -> {
            String name = property.get("name").asText();
            names.add(name);
            assertThat(property.path("type").asText()).as("type of " + name).isNotEmpty();
            assertThat(property.path("description").asText())
                    .as("description of " + name)
                    .endsWith(".");
        });
        assertThat(names)
                .contains(
                        "tmuxbridge.enabled",
                        "tmuxbridge.tmux.socket-name",
                        "tmuxbridge.access.roles",
                        "tmuxbridge.access.jwt.jwks",
                        "tmuxbridge.limits.log-bytes-per-pane",
                        "tmuxbridge.quotas.idle-time",
                        "management.health.tmux.enabled");
    }

    @Test
    void defaultsAndHintsAreThere() throws IOException {
        JsonNode metadata = metadata();
        assertThat(metadata.get("properties"))
                .filteredOn(property -> property.get("name").asText().equals("tmuxbridge.limits.log-bytes-per-pane"))
                .singleElement()
                .satisfies(property ->
                        assertThat(property.get("defaultValue").asText()).isEqualTo("1MB"));
        assertThat(metadata.get("hints"))
                .extracting(hint -> hint.get("name").asText())
                .contains("tmuxbridge.size-policy", "tmuxbridge.access.roles.values");
    }

    private static JsonNode metadata() throws IOException {
        try (InputStream json =
                MetadataTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return new ObjectMapper().readTree(json);
        }
    }
}
