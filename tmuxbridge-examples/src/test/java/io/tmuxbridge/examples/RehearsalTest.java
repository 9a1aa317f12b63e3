package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.tmuxbridge.testkit.TmuxServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The launcher does not tell when its rehearsal is cut short: somebody else has to. */
class RehearsalTest {

    @Test
    void itIsPlayedToItsEnd() {
        Rehearsal rehearsal = new Rehearsal(Path.of(TmuxServer.binary()), new Rehearsal.Length(400_000, 20, 2, 2));
        assertThatCode(rehearsal::play).doesNotThrowAnyException();
    }
}
