package io.tmuxbridge.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/asyncapi.yaml says what docs/protocol.md says, whose examples are what the codecs take and send
 * ({@link ProtocolDocumentTest}).
 */
class AsyncApiDocumentTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Whose further fields depend on others, and stand in the protocol's tables. */
    private static final Set<String> OPEN = Set.of("event", "error");

    private static JsonNode document;

    @BeforeAll
    static void read() throws Exception {
        document =
                new YAMLMapper().readTree(Path.of("..", "docs", "asyncapi.yaml").toFile());
    }

    /** An example of a client or a server. */
    record Example(String side, String text) {}

    static Stream<Example> examples() throws Exception {
        String protocol = Files.readString(Path.of("..", "docs", "protocol.md"));
        return Pattern.compile("```json (client|server)\n(.*?)\n```", Pattern.DOTALL)
                .matcher(protocol)
                .results()
                .map(match -> new Example(match.group(1), match.group(2)));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = document.findValuesAsText("$ref");
        assertThat(references).hasSizeGreaterThan(100).allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsOneOfItsMessages(Example example) throws Exception {
        JsonNode json = MAPPER.readTree(example.text());
        String message = message(example.side(), json);

        assertThat(errors(message, json)).isEmpty();
        if (!OPEN.contains(json.path("type").asText())) {
            assertThat(fields(message)).containsAll(() -> json.fieldNames());
        }
    }

    /** A schema that takes everything would take the examples as well. */
    @ParameterizedTest
    @MethodSource("examples")
    void anExampleThatLacksARequiredFieldIsNone(Example example) throws Exception {
        JsonNode json = MAPPER.readTree(example.text());
        String message = message(example.side(), json);
        JsonNode required = payload(message).path("required");

        assertThat(required).isNotEmpty();
        for (JsonNode field : required) {
            ObjectNode less = json.deepCopy();
            less.remove(field.asText());
            assertThat(errors(message, less)).as(field.asText()).isNotEmpty();
        }
    }

    /** The message of a type, or of a call, by its name in the document. */
    private static String message(String side, JsonNode json) {
        List<String> found = new ArrayList<>();
        document.at("/components/messages").fieldNames().forEachRemaining(name -> {
            JsonNode type = payload(name).at("/properties/type/const");
            boolean call = name.equals(side.equals("client") ? "rpcRequest" : "rpcResponse");
            if (json.has("jsonrpc") ? call : name.startsWith(side) && type.equals(json.path("type"))) {
                found.add(name);
            }
        });
        assertThat(found).as("%s: %s", side, json).hasSize(1);
        return found.get(0);
    }

    private static JsonNode payload(String message) {
        JsonNode payload = document.at("/components/messages/" + message + "/payload");
        return Optional.of(payload.path("$ref").asText(""))
                .filter(reference -> !reference.isEmpty())
                .map(reference -> document.at(reference.substring(1)))
                .orElse(payload);
    }

    private static List<String> fields(String message) {
        List<String> fields = new ArrayList<>();
        payload(message).path("properties").fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    /** What is wrong with a message, by its schema. */
    private static List<String> errors(String message, JsonNode json) {
        ObjectNode schema = MAPPER.createObjectNode();
        schema.put("$ref", "#/components/messages/" + message + "/payload");
        schema.set("components", document.get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(json)
                .stream()
                .map(Object::toString)
                .toList();
    }
}
