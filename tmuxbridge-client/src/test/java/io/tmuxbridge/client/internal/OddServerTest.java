package io.tmuxbridge.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.client.TerminalEnd.Reason;
import io.tmuxbridge.client.TerminalEvent;
import io.tmuxbridge.client.TerminalSpec;
import io.tmuxbridge.transport.Subprotocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are newer, older, or strange: what is not known is ignored, what is known is told. */
class OddServerTest {

    private final FakeServer server = new FakeServer();
    private final Witness seen = new Witness();

    private FakeLine attached(Subprotocol subprotocol) {
        server.client(Optional.empty(), subprotocol).open(TerminalSpec.session("dev"), seen);
        FakeLine line = server.line();
        line.connected("fresh", "e1", 100, 0);
        return line;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "17",
                "{'type':'weather','channel':7}",
                "{'type':17}",
                "{'type':'event'}",
                "{'type':'pong'}",
                "{'type':'echo-ack','channel':7,'seq':1,'offset':2}",
                "{'type':'input-ack','channel':7}",
                "{'type':'input-ack','channel':4711,'seq':9}",
                "{'type':'resize','channel':4711,'cols':1,'rows':1}",
                "{'type':'disconnect','channel':4711,'reason':'session-ended'}",
                "{'type':'error','code':'internal','message':'of something else','retryable':true}",
                "{'jsonrpc':'2.0','id':99,'result':{}}",
                "{'jsonrpc':'2.0'}",
                "{'type':'output','channel':4711,'data':'x'}"
            })
    void whatIsUnknownOrAboutSomethingElseIsIgnored(String message) {
        FakeLine line = attached(Subprotocol.BINARY);
        line.say(message);
        line.frame(9, 7, 100, "of a kind that nobody knows");
        line.snapshot(100, "S");

        assertThat(seen.shown).hasToString("S");
        assertThat(seen.ends).isEmpty();
        assertThat(line.closed).isEmpty();
    }

    @Test
    void fieldsThatAreUnknownOrMissingDoNoHarm() {
        FakeLine line = attached(Subprotocol.BINARY);
        line.say("{'type':'resize','channel':7,'cols':100,'rows':30,'offset':100,'depth':3}");
        line.say("{'type':'event','channel':7,'name':'viewers','count':2,'names':['a','b']}");
        line.say("{'type':'event','channel':7,'name':'layout'}");

        assertThat(seen.sizes).containsExactly(new TerminalSize(100, 30));
        assertThat(seen.events)
                .containsExactly(new TerminalEvent.Viewers(2), new TerminalEvent.Layout("", "", List.of()));
    }

    @Test
    void anEventThatIsNewIsToldWithItsFields() {
        attached(Subprotocol.BINARY)
                .say(
                        "{'type':'event','timestamp':1,'sessionId':'dev','paneId':'%1','channel':7,'name':'tea','cups':2,'of':['oolong']}");

        assertThat(seen.events)
                .containsExactly(new TerminalEvent.Other("tea", Map.of("cups", 2, "of", List.of("oolong"))));
    }

    @Test
    void theEventsOfTheContractAreTold() {
        FakeLine line = attached(Subprotocol.BINARY);
        for (String event : List.of(
                "'title','title':'vim'",
                "'bell'",
                "'clipboard','text':'c'",
                "'mode','copyMode':true",
                "'typing','caller':'ada'",
                "'size-owner','by':'viewer','caller':'ada'",
                "'size-owner','by':'tmux'",
                "'session-renamed','newName':'prod'",
                "'skipped','bytes':12",
                "'gap'",
                "'screens','on':true",
                "'access','access':'read'",
                "'lease','holder':'ada','requests':['bob']",
                "'lease'")) {
            line.say("{'type':'event','channel':7,'name':" + event + "}");
        }
        line.say("{'type':'check','channel':7,'offset':9006,'hash':'1:9f86d081884c7d65'}");

        assertThat(seen.events)
                .containsExactly(
                        new TerminalEvent.Title("vim"),
                        new TerminalEvent.Bell(),
                        new TerminalEvent.Clipboard("c"),
                        new TerminalEvent.Mode(true),
                        new TerminalEvent.Typing("ada"),
                        new TerminalEvent.SizeOwner("viewer", Optional.of("ada")),
                        new TerminalEvent.SizeOwner("tmux", Optional.empty()),
                        new TerminalEvent.SessionRenamed("prod"),
                        new TerminalEvent.Skipped(12),
                        new TerminalEvent.Gap(),
                        new TerminalEvent.Screens(true),
                        new TerminalEvent.Access(false),
                        new TerminalEvent.Lease(Optional.of("ada"), List.of("bob")),
                        new TerminalEvent.Lease(Optional.empty(), List.of()),
                        new TerminalEvent.Check(9006, "1:9f86d081884c7d65"));
    }

    @Test
    void nonsenseEndsIt() {
        FakeLine line = attached(Subprotocol.BINARY);
        line.say("{");

        assertThat(line.closed).contains(1002);
        assertThat(seen.ends).extracting(end -> end.reason()).containsExactly(Reason.REFUSED);
    }

    @Test
    void aFrameThatIsTooShortIsIgnored() {
        FakeLine line = attached(Subprotocol.BINARY);
        line.raw(new byte[] {1, 0, 0});
        line.raw(new byte[0]);
        line.snapshot(100, "S");

        assertThat(seen.shown).hasToString("S");
    }

    @Test
    void byJsonTextCountsAsTheBytesItStandsFor() {
        FakeLine line = attached(Subprotocol.JSON);
        line.say("{'type':'output','channel':7,'offset':100,'end':100,'snapshot':true,'cols':80,'rows':24,'data':'S'}");
        // U+FFFD stands for one raw byte here.
        line.say("{'type':'output','channel':7,'offset':100,'end':101,'data':'\uFFFD'}");
        line.say("{'type':'output','channel':7,'offset':101,'end':102,'data':'x'}");
        seen.terminal.orElseThrow().send(new byte[] {0, (byte) 0xFF});

        assertThat(seen.shown).hasToString("S\uFFFDx");
        assertThat(line.last())
                .hasToString("{\"type\":\"input\",\"channel\":7,\"seq\":1,\"data\":\"AP8=\",\"encoding\":\"base64\"}");
    }
}
