package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name that is taken used to be told in tmux's raw words, and not in those of the protocol's document. */
class TakenNameTest {

    private static void assertTaken(JsonNode answer, String name) {
        assertThat(answer.path("error").path("message").asText()).isEqualTo("there is a session " + name + " already");
        assertThat(answer.path("error").path("data").path("code").asText()).isEqualTo("conflict");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void itIsToldInOurWords(int servers) {
        try (BridgeFixture fixture = BridgeFixture.spread(servers)) {
            BridgeFixture.Client client = fixture.client();
            for (String name : new String[] {"build", "a #{b} c"}) {
                String create = "{'name':'" + name + "','command':['cat','-u']}";
                assertThat(client.outcome("session.create", create)).isEqualTo("ok");
                assertTaken(client.ask("session.create", create), name);
            }
            assertTaken(client.ask("session.rename", "{'sessionId':'build','name':'a #{b} c'}"), "a #{b} c");
        }
    }
}
