package io.tmuxbridge.core.flood;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A program that prints little is not waited for as long as a pipe that is stuck. */
class ReturnLooksTest {

    private static final int MANY = 400;

    private final ReturnLooks looks = new ReturnLooks(0);

    @Test
    void whoSaysALittleAllTheTimeIsSlow() {
        for (int look = 1; look <= MANY; look++) {
            looks.looked(look, look, -1);
        }
        assertThat(looks.areSlow()).isTrue();
        assertThat(looks.areSilent()).isFalse();
    }

    /** The bug: after three seconds in which nothing came, what the pipe had yet to bring was given up. */
    @Test
    void aPipeThatIsStuckIsNot() {
        for (int look = 1; look <= MANY; look++) {
            looks.looked(1, 1, -1);
        }
        assertThat(looks.areSlow()).isFalse();
        assertThat(looks.areSilent()).isFalse();
    }
}
