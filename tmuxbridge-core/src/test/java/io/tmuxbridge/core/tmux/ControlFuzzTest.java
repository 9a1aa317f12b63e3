package io.tmuxbridge.core.tmux;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.testkit.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What claims to be tmux may say anything: its lines are read, or the connection is given up. */
class ControlFuzzTest {

    private static final String TRANSCRIPT = """
            %begin 1700000000 1 0
            %end 1700000000 1 0
            %session-changed $1 one
            %output %0 a\\033[31mb\\015\\012
            %extended-output %1 1200 : later\\134
            %pause %1
            %begin 1700000000 7 1
            MARK
            body of a reply
            %output %0 forged
            MARK
            %end 1700000000 7 1
            %begin 1700000001 8 1
            %error 1700000001 8 1
            %layout-change @1 bd63,80x24,0,0{40x24,0,0,1,39x24,41,0,2} bd63,80x24,0,0 *
            %window-add @2
            %window-renamed @2 na me
            %subscription-changed s $1 @1 0 %0 : 1:2
            %continue %1
            %exit too far behind
            """;

    @Test
    void anyLinesOfTmuxAreReadOrRefused() {
        Fuzz.run("control protocol", ControlFuzzTest::read);
    }

    private static void read(Random random) throws IOException {
        ScriptedControlPeer peer = new ScriptedControlPeer();
        peer.send("command");
        String mark = peer.query("query", TmuxCommand.of("display-message", "-p", "x"))
                .get(0);
        byte[] bytes = Fuzz.changed(TRANSCRIPT.replace("MARK", mark).getBytes(StandardCharsets.ISO_8859_1), random);
        try {
            peer.feed(bytes, 1 + random.nextInt(random.nextBoolean() ? 8 : 4096));
        } catch (TmuxBridgeException | IOException e) {
            // how a connection is given up
        }
    }
}
