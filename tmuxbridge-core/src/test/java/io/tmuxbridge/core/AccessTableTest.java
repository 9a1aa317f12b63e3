package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.access.Permission;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.access.AccessTable;
import io.tmuxbridge.core.access.Action;
import io.tmuxbridge.core.codec.ClientMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing that a client can say is missing in the table of who may say it, nor on the page that shows it to people. */
class AccessTableTest {

    private final AccessFixture fixture = new AccessFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everyMessageIsInTheTable() {
        List<String> types = Arrays.stream(ClientMessage.class.getPermittedSubclasses())
                .filter(type -> type != ClientMessage.RpcRequest.class)
                .map(type -> type.getSimpleName().toLowerCase(Locale.ROOT))
                .toList();
        assertThat(AccessTable.messages().keySet()).containsExactlyInAnyOrderElementsOf(types);
    }

    /** The other way round is held by the bridge itself: a method that is not in the table keeps it from starting. */
    @Test
    void everyMethodOfTheTableIsThere() {
        BridgeFixture.Client root = fixture.client("root admin");
        AccessTable.methods()
                .keySet()
                .forEach(method -> assertThat(root.ask(method, "{}")
                                .path("error")
                                .path("code")
                                .asInt())
                        .as(method)
                        .isNotEqualTo(-32601));
        assertThat(root.ask("session.everything", "{}")
                        .path("error")
                        .path("code")
                        .asInt())
                .isEqualTo(-32601);
    }

    @Test
    void aViewerWritesNothingEvenInASessionOfItsOwn() {
        fixture.session("mine", "ada");
        BridgeFixture.Client ada = fixture.client("ada viewer");
        ada.say("{'type':'connect','sessionId':'mine','cols':40,'rows':10,'access':'write'}");
        JsonNode connected = ada.hear("connected");
        assertThat(connected.path("access").asText()).isEqualTo("read");
        ada.say("{'type':'input','sessionId':'mine','data':'x'}");
        assertThat(ada.hear("error").path("code").asText()).isEqualTo("forbidden");
        ada.say("{'type':'resize','sessionId':'mine','cols':33,'rows':7}");
        AccessTable.methods().forEach((method, action) -> {
            if (action.role().covers(Role.OPERATOR)) {
                assertThat(
                                ada.outcome(
                                        method,
                                        "{'sessionId':'mine','name':'x','caller':'x','permission':'read','seconds':9,'shareId':'x'}"))
                        .as(method)
                        .isEqualTo("forbidden");
            }
        });
        assertThat(fixture.server
                        .tmux("list-panes", "-t", "mine", "-F", "#{pane_width}x#{pane_height}")
                        .strip())
                .isEqualTo("80x24");
        assertThat(ada.outcome("pane.capture", "{'sessionId':'mine'}")).isEqualTo("ok");
    }

    @Test
    void thePageShowsTheTable() throws IOException {
        List<String> page = Files.readAllLines(checkout().resolve("docs/security.md"));
        List<String> rows = new ArrayList<>();
        AccessTable.messages().forEach((type, action) -> rows.add(row(type, action.orElse(null))));
        AccessTable.methods().forEach((method, action) -> rows.add(row(method, action)));
        assertThat(page).containsAll(rows);
    }

    private static String row(String what, Action action) {
        if (action == null) {
            return "| `" + what + "` | anybody connected | |";
        }
        String permission = action.permission() == Permission.NONE
                ? ""
                : action.permission().wire() + " ";
        return "| `" + what + "` | " + action.role().name().toLowerCase(Locale.ROOT) + " | " + permission + "|";
    }

    private static Path checkout() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("tmuxbridge-core")) ? here : here.getParent();
    }
}
