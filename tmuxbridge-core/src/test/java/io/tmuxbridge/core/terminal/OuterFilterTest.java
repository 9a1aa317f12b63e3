package io.tmuxbridge.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.access.OutputPolicy;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a tmux client draws is let through; what only looks like a character is not. */
class OuterFilterTest {

    private static String filtered(String drawn) {
        ByteSink out = new ByteSink();
        OuterFilter filter = new OuterFilter(
                Dialect.of(3, 4), OutputPolicy.DEFAULT, NormaliserListener.NONE, answer -> {}, () -> {});
        byte[] bytes = drawn.getBytes(StandardCharsets.UTF_8);
        filter.feed(bytes, bytes.length, out);
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void charactersAreLetThrough() {
        String text = "a~\u00a0é世🔑e\u0301";
        assertThat(filtered(text)).isEqualTo(text);
    }

    /** The bug: tmux 3.4 and later keep them in cells, and to an emulator they may be control functions. */
    @Test
    void c1CharactersAreDropped() {
        assertThat(filtered("a\u0080b\u009b31mc\u009d0;t\u009cd\u009f")).isEqualTo("ab31mc0;td");
    }

    @Test
    void deleteIsDropped() {
        assertThat(filtered("a\u007fb")).isEqualTo("ab");
    }
}
