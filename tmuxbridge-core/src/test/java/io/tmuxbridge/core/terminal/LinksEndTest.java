package io.tmuxbridge.core.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A link is part of tmux's pen from 3.4 on: what changes that whole changes the link, which emulators do not know. */
class LinksEndTest {

    private static final String LINK = "\033]8;;https://a.example/\033\\";
    private static final String NONE = "\033]8;;\033\\";

    private final Fed fed = new Fed(80, 24, Dialect.of(3, 4), NormaliserListener.NONE);

    @Test
    void sgrWithoutParametersEndsIt() {
        fed.feed(LINK + "a");

        assertThat(fed.feed("\033[mb")).isEqualTo(NONE + "\033[mb");
        assertThat(fed.feed("\033[mc")).isEqualTo("\033[mc");
        assertThat(fed.state.tracked().hyperlink()).isEmpty();
    }

    @Test
    void sgrZeroKeepsIt() {
        fed.feed(LINK + "a");

        assertThat(fed.feed("\033[0mb\033[;mc")).doesNotContain("\033]8");
        assertThat(fed.state.tracked().hyperlink()).isPresent();
    }

    @Test
    void itIsSavedAndRestoredWithTheCursor() {
        fed.feed(LINK + "a\0337\033]8;;\033\\b");

        assertThat(fed.feed("\0338")).contains(LINK);

        fed.feed("\033]8;;\033\\\033[s" + LINK);
        assertThat(fed.feed("\033[u")).contains(NONE);
    }

    @Test
    void theMainScreenHasItsOwnBack() {
        fed.feed(LINK + "\033[?1049h\033]8;;\033\\b");

        assertThat(fed.feed("\033[?1049l")).contains(LINK);
    }

    @Test
    void aResetEndsIt() {
        fed.feed("\0337" + LINK + "\0337a");

        assertThat(fed.feed("\033c")).contains(NONE);
        assertThat(fed.feed("\0338")).doesNotContain("\033]8");
    }

    /** tmux does after five seconds what it does for a reset of the pen. */
    @Test
    void aStringThatIsNeverEndedEndsIt() {
        fed.feed(LINK + "a\033]2;never");

        fed.normaliser.flushTimedOut(System.nanoTime() + TimeUnit.SECONDS.toNanos(6));

        assertThat(fed.feed("b")).isEqualTo(NONE + "b");
        assertThat(fed.feed("c")).isEqualTo("c");
    }

    @Test
    void whereTmuxKnowsNoLinksNothingIsSaidOfThem() {
        assertThat(Fed.normalised(LINK + "a\0337\033[m\0338\033c")).doesNotContain("\033]8");
    }
}
